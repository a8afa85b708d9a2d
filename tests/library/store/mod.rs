//! What is kept of a cluster, and who may write.

mod damaged;
mod first_schema;
mod generations;
mod locks;
mod moments;
mod past;
mod refused;
