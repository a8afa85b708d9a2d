//! What is stored of a cluster, and which process may write.

mod damaged;
mod first_schema;
mod generations;
mod locks;
mod moments;
mod past;
mod refused;
