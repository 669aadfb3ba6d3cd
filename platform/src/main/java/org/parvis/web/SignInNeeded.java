package org.parvis.web;

/** The page asks for a person, and a visitor came. */
public class SignInNeeded extends RuntimeException {}
