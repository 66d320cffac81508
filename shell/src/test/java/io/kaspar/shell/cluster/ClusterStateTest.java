package io.kaspar.shell.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterStateTest {
    private static final ProcessMark THIS_PROCESS = ProcessMark.of(ProcessHandle.current());

    @TempDir
    Path folder = Path.of("");

    @Test
    void isReadAsItWasWritten() throws IOException {
        ClusterState state = new ClusterState(
                "127.0.0.2:1,127.0.0.3:2",
                "http://127.0.0.1:3/apis",
                List.of(
                        new ClusterState.Server("kafka-1", "127.0.0.2:1", "", THIS_PROCESS),
                        new ClusterState.Server("registry", "127.0.0.1:3", "http://127.0.0.1:3", THIS_PROCESS)),
                Map.of("spark.master", "spark://127.0.0.1:4", "log.dirs", "/a=b;/c=d"));
        ClusterFolder home = new ClusterFolder(folder);

        state.write(home.stateFile());

        assertThat(home.state()).contains(state);
    }

    @Test
    void otherProgramsFindItWhileItsKeeperRuns() throws IOException {
        Map<String, String> session = Map.of("spark.master", "spark://127.0.0.1:4");
        ClusterFolder home = new ClusterFolder(folder);
        new ClusterState("127.0.0.2:1", "http://127.0.0.1:3/apis", List.of(), session).write(home.stateFile());

        assertThat(RunningCluster.in(home)).isEmpty();
        home.writeKeeper(ProcessHandle.current());

        assertThat(RunningCluster.in(home)).contains(new RunningCluster("127.0.0.2:1", session));
    }

    @Test
    void takesAnotherProcessOfTheSameIdForDead() {
        ProcessMark another = new ProcessMark(THIS_PROCESS.pid(), THIS_PROCESS.startedMs() - 1000);

        assertThat(new ClusterState.Server("kafka-1", "", "", THIS_PROCESS).isRunning())
                .isTrue();
        assertThat(new ClusterState.Server("kafka-1", "", "", another).isRunning())
                .isFalse();
    }
}
