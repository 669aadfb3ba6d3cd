package org.parvis.sortition;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The pools of PARVIS_TEST_DATA/sortition; a folder's name ends with the size of its panel. */
record RealPools(Pool pool, Quotas quotas, int panelSize) {
    static RealPools of(String name) {
        String data = System.getenv("PARVIS_TEST_DATA");
        assumeTrue(data != null, "PARVIS_TEST_DATA names the folder of real pools");
        Path folder = Path.of(data, "sortition", name);
        assumeTrue(Files.isDirectory(folder), () -> folder + " is not there");
        var files = SpreadsheetFiles.read(
                folder.resolve("respondents.csv"), folder.resolve("categories.csv"), SpreadsheetFiles.Columns.USUAL);
        return new RealPools(files.pool(), files.quotas(), Integer.parseInt(name.substring(name.lastIndexOf('_') + 1)));
    }
}
