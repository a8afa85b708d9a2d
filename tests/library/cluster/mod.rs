//! What the commands of a cluster rely on: releases, and the labs that `ctl init` generates.

mod labs;
mod releases;
