package org.parvis.web;

/** Where a dated step stands on the civic day. */
public enum StepState {
    DONE,
    NOW,
    COMING,
    LATE
}
