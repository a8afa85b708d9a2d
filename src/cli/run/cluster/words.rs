//! What CUCM asks and says, word for word where CUCM has words for it.

/// The words of a command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// Before anything is done.
    pub(crate) question: &'static str,
    /// When it begins.
    pub(crate) doing: &'static str,
    /// When it is done.
    pub(crate) done: &'static str,
}

/// `utils ctl set-cluster mixed-mode`
pub(crate) const MIXED: Words = Words {
    question: "This operation will set the cluster to Mixed mode. Do you want to continue? (y/n):",
    doing: "Moving Cluster to Mixed Mode",
    done: "Cluster set to Mixed Mode",
};

/// `utils ctl set-cluster non-secure-mode`
pub(crate) const NON_SECURE: Words = Words {
    question: "This operation will set the cluster to non secure mode. Do you want to continue? (y/n):",
    doing: "Moving Cluster to Non Secure Mode",
    done: "Cluster set to Non Secure Mode",
};

/// `utils ctl update CTLFile`, and whatever else signs a CTL anew
pub(crate) const UPDATE: Words = Words {
    question: "This operation updates the CTLFile. Do you want to continue? (y/n):",
    doing: "Updating CTL file",
    done: "CTL file Updated",
};

/// `ctl delete CTLFile`. The words are ours.
pub(crate) const DELETE: Words = Words {
    question: "This operation deletes the CTLFile on every server. Do you want to continue? (y/n):",
    doing: "Deleting CTL file",
    done: "CTL file Deleted",
};

/// `ctl itl`. The words are ours.
pub(crate) const ITL: Words = Words {
    question: "This operation updates the ITLFile of every TFTP node. Do you want to continue? (y/n):",
    doing: "Updating ITL files",
    done: "ITL files Updated",
};
