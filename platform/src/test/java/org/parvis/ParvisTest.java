package org.parvis;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.house.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application as it ships: a PostgreSQL of the shipped version, the demonstration loaded, a random port (
 * {@code @LocalServerPort}), and a civic clock that stands at 2 May 2022, 9:00. One instance serves every test of the run.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Parvis.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "parvis.opendata.limit=1000000")
@ContextConfiguration(initializers = {TestInstance.class, Statements.Counted.class})
@ExtendWith(TestTime.BackToTheStart.class)
public @interface ParvisTest {}
