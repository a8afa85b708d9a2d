//! What the commands of a cluster rely on: releases, and the labs that `ctl init` makes.

mod labs;
mod releases;
