//! What is in which list.

mod planned_and_issued;
