package org.parvis.accelerator;

/** Who may apply. */
public enum ApplicantKind {
    CITIZEN,
    ASSOCIATION,
    COMPANY,
    COLLECTIVE
}
