package org.parvis.house;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a room can prove of its own rows. Any room adds one by declaring a bean; {@code bin/run restore --verify} asks all. */
public interface Verification {
    /** The first thing that is wrong, in one sentence. */
    Optional<String> firstFault(JdbcClient rows);
}
