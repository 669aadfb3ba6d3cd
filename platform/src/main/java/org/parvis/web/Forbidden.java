package org.parvis.web;

/** The person is known and may not do this: a designed 403. */
public class Forbidden extends RuntimeException {}
