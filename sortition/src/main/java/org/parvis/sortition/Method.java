package org.parvis.sortition;

/**
 * What “as fair as possible” means (Flanigan, Gölz, Gupta, Hennig and Procaccia, <em>Fair algorithms for selecting citizens'
 * assemblies</em>, Nature 596, 2021).
 */
public enum Method {
    /** The lowest chance is as high as quotas allow; the search stops there. */
    MAXIMIN,
    /** The lowest chance is as high as quotas allow, then the second lowest, and so on to the last. */
    LEXIMIN
}
