package org.parvis;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The whole application: one modular monolith on one database. */
@SpringBootApplication
public class Parvis {
    public static void main(String[] args) {
        SpringApplication.run(Parvis.class, args);
    }
}
