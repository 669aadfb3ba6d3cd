package org.parvis.web;

/** Nothing stands at this address: a designed 404. */
public class NotFound extends RuntimeException {
    public NotFound(String what) {
        super(what);
    }
}
