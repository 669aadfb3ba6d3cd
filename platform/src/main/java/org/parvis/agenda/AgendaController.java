package org.parvis.agenda;

import java.time.YearMonth;
import java.util.List;
import org.parvis.house.CivicClock;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/agenda")
class AgendaController {
    private static final int SIZE = 20;

    private final Agenda agenda;
    private final CivicClock clock;

    AgendaController(Agenda agenda, CivicClock clock) {
        this.agenda = agenda;
        this.clock = clock;
    }

    @GetMapping
    AgendaPage index(@RequestParam MultiValueMap<String, String> parameters, Visit visit) {
        var now = clock.now();
        var filter = GatheringFilter.of(parameters, YearMonth.from(clock.today()));
        var month = filter.month();
        if (month != null)
            return new AgendaPage(
                    filter,
                    null,
                    null,
                    agenda.listMonth(filter, month, clock.zone()),
                    agenda.listBounds(now, clock.zone()),
                    now,
                    clock.zone(),
                    visit.actor());
        boolean both = filter.period() == null;
        return new AgendaPage(
                filter,
                both || filter.period() == GatheringFilter.Period.COMING
                        ? agenda.list(filter, GatheringFilter.Period.COMING, now, SIZE)
                        : null,
                both || filter.period() == GatheringFilter.Period.PAST
                        ? agenda.list(filter, GatheringFilter.Period.PAST, now, SIZE)
                        : null,
                List.of(),
                List.of(),
                now,
                clock.zone(),
                visit.actor());
    }
}
