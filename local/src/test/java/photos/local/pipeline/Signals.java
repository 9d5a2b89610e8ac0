package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// Signals that Java cannot send.
final class Signals {
    private Signals() {}

    /// @param signal such as `-INT`
    static void send(String signal, List<Long> pids) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        pids.forEach(pid -> command.add(pid.toString()));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
