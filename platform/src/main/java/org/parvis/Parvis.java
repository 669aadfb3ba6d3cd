package org.parvis;

import org.parvis.house.Launch;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The whole application: one modular monolith on one database. */
@SpringBootApplication
public class Parvis {
    public static void main(String[] args) {
        Launch.main(Parvis.class, args);
    }
}
