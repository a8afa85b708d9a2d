//! Questions and messages, exactly as CUCM prints them where CUCM has the command.

/// The texts of a command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts {
    /// The question before anything is done.
    pub(crate) question: &'static str,
    /// The message at the start.
    pub(crate) doing: &'static str,
    /// The message at the end.
    pub(crate) done: &'static str,
}

/// `utils ctl set-cluster mixed-mode`
pub(crate) const MIXED: Texts = Texts {
    question: "This operation will set the cluster to Mixed mode. Do you want to continue? (y/n):",
    doing: "Moving Cluster to Mixed Mode",
    done: "Cluster set to Mixed Mode",
};

/// `utils ctl set-cluster non-secure-mode`
pub(crate) const NON_SECURE: Texts = Texts {
    question: "This operation will set the cluster to non secure mode. Do you want to continue? (y/n):",
    doing: "Moving Cluster to Non Secure Mode",
    done: "Cluster set to Non Secure Mode",
};

/// `utils ctl update CTLFile`, and other commands that re-sign a CTL
pub(crate) const UPDATE: Texts = Texts {
    question: "This operation updates the CTLFile. Do you want to continue? (y/n):",
    doing: "Updating CTL file",
    done: "CTL file Updated",
};

/// `ctl delete CTLFile`. The wording is ours.
pub(crate) const DELETE: Texts = Texts {
    question: "This operation deletes the CTLFile on every server. Do you want to continue? (y/n):",
    doing: "Deleting CTL file",
    done: "CTL file Deleted",
};

/// `ctl itl`. The wording is ours.
pub(crate) const ITL: Texts = Texts {
    question: "This operation updates the ITLFile of every TFTP node. Do you want to continue? (y/n):",
    doing: "Updating ITL files",
    done: "ITL files Updated",
};
