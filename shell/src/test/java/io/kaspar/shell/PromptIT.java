package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The prompt, as somebody who types sees it. */
@ExtendWith(SampleSessions.class)
class PromptIT {
    @TempDir
    Path folder;

    @Test
    void runsStatementsOfSeveralLines(SampleSession samples) throws Exception {
        TypedSession session = typed(samples, "SELECT 1\n AS one; SELECT 2 AS two;\nquit\nSELECT 3 AS three;\n");

        assertThat(session.out()).isEqualTo(" one\n-----\n   1\n two\n-----\n   2\n");
        assertThat(session.err()).matches("(1 row \\([0-9.]+ s\\)\n){2}");
    }

    @Test
    void describesTopicsByTheirNamesAlone(SampleSession samples) throws Exception {
        TypedSession session =
                typed(samples, ".pager off\n\\d\n\\d orders;\n\\d kaspar.`payments`\n\\d no-such-topic\n");

        assertThat(session.out()).contains(" web_logs ", " order_id ", " _offset ", " method ");
        assertThat(session.err()).containsOnlyOnce("error: ").contains("kaspar", "no-such-topic");
    }

    @Test
    void describesViewsOfTheSession(SampleSession samples) throws Exception {
        TypedSession session = typed(
                samples,
                "CREATE OR REPLACE TEMPORARY VIEW orders AS SELECT 1 AS mine;\n\\d orders\nDROP VIEW orders;\n");

        assertThat(session.out()).contains(" mine ").doesNotContain("order_id");
    }

    @Test
    void writesResultsIntoAFileAndBackToTheScreen(SampleSession samples) throws Exception {
        Path file = folder.resolve("some results.txt");
        TypedSession session = typed(
                samples,
                ".output " + file + "\nSELECT id FROM range(1500);\nSELECT 1 AS one;\n.output\nSELECT 2 AS two;\n");

        assertThat(Files.readString(file)).startsWith("  id\n-----\n   0\n").endsWith(" 1499\n one\n-----\n   1\n");
        assertThat(session.out()).isEqualTo(" two\n-----\n   2\n");
        assertThat(session.err()).contains("1500 rows to " + file + " (", "1 row to " + file + " (", "1 row (");
    }

    @Test
    void writesFilesInTheChosenFormat(SampleSession samples) throws Exception {
        Path file = folder.resolve("results.csv");
        TypedSession session = new TypedSession(samples.spark(), folder);
        session.type(".output " + file + "\nSELECT 1 AS a, 'x,y' AS b;\n", "--output", "csv");

        assertThat(file).hasContent("a,b\n1,\"x,y\"\n");
    }

    @Test
    void staysWhereItIsWhenAFileCannotBeWritten(SampleSession samples) throws Exception {
        TypedSession session = typed(samples, ".output " + folder.resolve("absent/file") + "\nSELECT 1 AS one;\n");

        assertThat(session.err()).startsWith("error: the file ").contains("absent/file cannot be written");
        assertThat(session.out()).isEqualTo(" one\n-----\n   1\n");
    }

    @Test
    void saysNoTimesWhenTold(SampleSession samples) throws Exception {
        assertThat(typed(samples, ".timer off\nSELECT 1;\n.timer on\nSELECT 1;\n")
                        .err())
                .matches("1 row\n1 row \\([0-9.]+ s\\)\n");
    }

    @Test
    void saysInOneLineThatThereIsNoSuchCommand(SampleSession samples) throws Exception {
        assertThat(typed(samples, ".format csv\n\\x\n").err()).isEqualTo("""
                        error: there is no command .format; help lists all commands
                        error: there is no command \\x; help lists all commands
                        """);
    }

    @Test
    void completesItsOwnCommandsAndWhatTheyTake(SampleSession samples) throws Exception {
        Path file = folder.resolve("here.txt");
        TypedSession session = typed(
                samples,
                ".pag\tof\t\n\\d web_\t\n.tim\tof\t\n.out\t" + file + "\nSELECT 1;\n.output " + folder.resolve("he")
                        + "\t\n" + "SELECT 2;\n");

        assertThat(session.out()).contains(" _offset ");
        assertThat(session.err())
                .contains("1 row to " + file + "\n1 row to " + file + "\n")
                .doesNotContain("error");
    }

    @Test
    void helpsWithEveryCommand(SampleSession samples) throws Exception {
        assertThat(typed(samples, "help\n").err())
                .contains("\\d", ".output", ".pager", ".timer", "\\streams", ".trigger", ".mode", "quit");
    }

    @Test
    void showsLongResultsPageByPage(SampleSession samples) throws Exception {
        TypedSession session = typed(samples, "SELECT id + 100 AS id FROM range(50);\nqSELECT 1 AS one;\n");

        assertThat(session.screen()).contains(" 105").doesNotContain(" 149");
        assertThat(session.out()).isEqualTo(" one\n-----\n   1\n");
        assertThat(session.err()).startsWith("50 rows (").contains("\n1 row (");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".txt"));
    }

    @Test
    void showsLongResultsAtOnceWhenTold(SampleSession samples) throws Exception {
        TypedSession session = typed(samples, ".pager off\nSELECT id FROM range(50);\n");

        assertThat(session.out()).endsWith(" 48\n 49\n");
    }

    @Test
    void saysAtTheTerminalHowFarAStatementIs(SampleSession samples) throws Exception {
        TypedSession session = typed(samples, "SELECT count(DISTINCT order_id) AS n FROM kaspar.orders;\n");

        assertThat(session.screen())
                .containsPattern("planning, \\d+ s\u001b\\[K")
                .contains("\r\u001b[K");
        assertThat(session.out() + session.err()).doesNotContain("planning", "tasks", "\u001b");
    }

    @Test
    void runsStreamsAsItIsTold(SampleSession samples) throws Exception {
        TypedSession session = typed(
                samples,
                ".trigger available-now\n.mode complete\n"
                        + "SELECT count(*) AS n FROM STREAM kaspar.testTopic WITH ('startingOffsets' = 'earliest',"
                        + " 'maxOffsetsPerTrigger' = '25');\n.timer off\n\\streams\n");

        assertThat(session.out())
                .startsWith("  n\n----\n 25\n  n\n----\n 50\n  n\n----\n 75\n   n\n-----\n 100\n name ")
                .containsPattern("stream-1 +\\| ended +\\| ");
        assertThat(session.screen())
                .containsPattern("25 rows read, [0-9.]+ rows/s, \\d+ behind, \\d+ s, Ctrl-C ends it\u001b");
        assertThat(session.err()).startsWith("4 rows (").endsWith("1 row\n");
    }

    @Test
    void writesStreamsIntoFiles(SampleSession samples) throws Exception {
        Path file = folder.resolve("stream.csv");
        TypedSession session = new TypedSession(samples.spark(), folder);
        session.type(
                ".tri\tavail\t\n.output " + file
                        + "\nSELECT value FROM STREAM kaspar.testTopic2 WITH ('startingOffsets' = 'earliest');\n",
                "--output",
                "csv");

        assertThat(Files.readString(file)).startsWith("value\n").hasLineCount(26);
        assertThat(session.err()).startsWith("25 rows to " + file);
    }

    @Test
    void saysWhatStreamsCanBeTold(SampleSession samples) throws Exception {
        assertThat(typed(samples, ".mode csv\n.trigger often\n").err()).isEqualTo("""
                        error: .mode wants an output mode of streams: append, update or complete; help lists all commands
                        error: .trigger wants available-now, or how often streams look for records: '10 seconds'; help lists all commands
                        """);
    }

    private TypedSession typed(SampleSession samples, String keys) throws Exception {
        TypedSession session = new TypedSession(samples.spark(), folder);
        session.type(keys);
        return session;
    }
}
