package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretsTest {
    @Test
    void secrets_are_kept_and_not_printed(@TempDir Path data) throws Exception {
        LocalSecrets secrets = LocalSecrets.in(data);
        assertThat(LocalSecrets.in(data)).isEqualTo(secrets);
        assertThat(secrets.toString()).doesNotContain(secrets.jobKey(), secrets.operatorToken());
    }
}
