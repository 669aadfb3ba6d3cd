package org.parvis.accounts;

/** A room's part of what a person receives who asks for their data (GDPR, article 20). Any room adds one by declaring a bean. */
public interface PersonalData {
    /** The part's name in the file. */
    String name();

    /** Records, maps and lists, which become JSON. */
    Object of(long person);
}
