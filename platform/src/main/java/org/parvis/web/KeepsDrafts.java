package org.parvis.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler that keeps what was typed where the form's {@code acte} is {@code brouillon}, and does nothing else. Only to such a one
 * does {@link FormGuard} pass a draft: the page sends it by itself while its author is still typing.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface KeepsDrafts {}
