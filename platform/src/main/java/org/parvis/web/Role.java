package org.parvis.web;

/** What a person may do in public, as a coordinator granted it. A visitor who has not signed in has none. */
public enum Role {
    MEMBER,
    CONTRIBUTOR,
    MODERATOR,
    JUROR,
    OBSERVER,
    COORDINATOR,
    ADMINISTRATOR
}
