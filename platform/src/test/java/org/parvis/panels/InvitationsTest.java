package org.parvis.panels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.springframework.beans.factory.annotation.Autowired;

@ParvisTest
class InvitationsTest {
    @Autowired
    GivenPanel given;

    @Autowired
    Volunteers volunteers;

    @Test
    void a_pool_fills() {
        var panel = given.open();
        given.pool(panel, 12);
        assertThat(volunteers.count(panel)).isEqualTo(12);
    }
}
