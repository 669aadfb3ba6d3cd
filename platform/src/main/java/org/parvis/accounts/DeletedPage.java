package org.parvis.accounts;

import org.parvis.web.Page;

/** The account is gone. */
public record DeletedPage() implements Page {}
