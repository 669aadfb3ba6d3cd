package org.parvis.accounts;

/** Whom an organisation or a person speaks for. Each college stands on one of the two sides of parity. */
public enum College {
    ADMINISTRATION(Side.ADMINISTRATION),
    ELECTED(Side.ADMINISTRATION),
    INDEPENDENT_AUTHORITY(Side.ADMINISTRATION),
    CIVIL_SOCIETY(Side.SOCIETY),
    CITIZEN(Side.SOCIETY),
    RESEARCH(Side.SOCIETY),
    COMPANY(Side.SOCIETY);

    /** The two sides of parity. */
    public enum Side {
        ADMINISTRATION,
        SOCIETY
    }

    private final Side side;

    College(Side side) {
        this.side = side;
    }

    public Side side() {
        return side;
    }
}
