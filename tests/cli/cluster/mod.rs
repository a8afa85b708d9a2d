//! The commands of a cluster: `ctl set-cluster`, `update`, `upgrade`, `reset`, `delete`,
//! `itl`, `adopt`, `status`, `token add` and `token remove`.

mod site;
mod tokenless;
mod token;
mod large;

use site::Site;
