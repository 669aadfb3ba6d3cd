package org.parvis.accounts;

/**
 * A person deleted their account: whatever a room still keeps that names them goes too; what is public stays, unsigned.
 *
 * @param email the address that was theirs
 */
public record PersonErased(long personId, Email email) {}
