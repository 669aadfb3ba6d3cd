package org.parvis.web;

/** More people at once than can be served for now: a 503, and nothing lost. */
public class Busy extends RuntimeException {}
