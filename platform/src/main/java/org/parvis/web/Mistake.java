package org.parvis.web;

/** What is wrong with a form's field, and what to do about it. */
public record Mistake(String field, String sentence) {}
