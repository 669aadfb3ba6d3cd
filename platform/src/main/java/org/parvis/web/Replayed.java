package org.parvis.web;

/** This very form was sent before, and what it asked is done. */
class Replayed extends RuntimeException {}
