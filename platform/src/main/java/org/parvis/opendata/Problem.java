package org.parvis.opendata;

/** What went wrong with a request of the API, by its status (RFC 9457). */
class Problem extends RuntimeException {
    final int status;

    Problem(int status) {
        super(Integer.toString(status), null, false, false);
        this.status = status;
    }
}
