package org.parvis.web;

/** The page asks for a person, and a visitor came. */
class SignInNeeded extends RuntimeException {}
