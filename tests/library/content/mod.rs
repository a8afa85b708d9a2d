//! The content of each kind of list.

mod planned_and_issued;
