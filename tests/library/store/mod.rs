//! What is kept of a cluster, and who may write.

mod damaged;
mod generations;
mod locks;
mod refused;
