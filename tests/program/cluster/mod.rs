//! The commands of a cluster: `ctl set-cluster`, `update`, `upgrade`, `reset`, `delete`,
//! `itl`, `adopt`, `status`, `token add` and `token remove`.

mod afterwards;
mod commands;
mod drawer;
mod large;
mod names;
mod refused;
mod reports;
mod site;
mod status;
mod token;
mod tokenless;

use site::Site;
