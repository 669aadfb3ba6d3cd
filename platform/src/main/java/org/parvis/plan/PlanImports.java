package org.parvis.plan;

import java.util.List;
import org.parvis.imports.ImportKind;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of a plan may come from a file, in the order in which a whole plan is made of it. */
@Configuration(proxyBeanMethods = false)
class PlanImports {
    private final Plans plans;
    private final Drafting drafting;
    private final JdbcClient db;
    private final ApplicationEventPublisher events;

    PlanImports(Plans plans, Drafting drafting, JdbcClient db, ApplicationEventPublisher events) {
        this.plans = plans;
        this.drafting = drafting;
        this.db = db;
        this.events = events;
    }

    private ImportKind sheet(Sheet sheet, String... under) {
        return new SheetImport(sheet, List.of(under), plans, drafting, db, events);
    }

    @Bean
    @Order(1)
    ImportKind planImport() {
        return sheet(Sheet.PLAN, "plan");
    }

    @Bean
    @Order(2)
    ImportKind engagementImport() {
        return sheet(Sheet.ENGAGEMENT, "engagements");
    }

    @Bean
    @Order(3)
    ImportKind ambitionImport() {
        return sheet(Sheet.AMBITION, "engagements", "ambitions");
    }

    @Bean
    @Order(4)
    ImportKind commitmentImport() {
        return sheet(Sheet.COMMITMENT, "commitments");
    }

    @Bean
    @Order(5)
    ImportKind milestoneImport() {
        return sheet(Sheet.MILESTONE, "commitments", "milestones");
    }

    @Bean
    @Order(6)
    ImportKind eventImport() {
        return sheet(Sheet.EVENT, "events");
    }

    @Bean
    @Order(7)
    ImportKind documentImport() {
        return sheet(Sheet.DOCUMENT, "documents");
    }

    @Bean
    @Order(8)
    ImportKind stepImport() {
        return new StepImport(plans, db, events);
    }

    @Bean
    @Order(9)
    ImportKind reportImport(Reports reports) {
        return new ReportImport(plans, reports, db);
    }
}
