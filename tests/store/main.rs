//! What is kept of a cluster, and how its files are written.

mod damaged;
mod generations;
mod locks;
#[path = "../publisher/mod.rs"]
mod publisher;
mod publishing;
mod recovering;
mod refused;
