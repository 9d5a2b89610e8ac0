package photos.local.template;

import java.util.Optional;

/// What CloudFormation knows only once it has created things, said for this machine.
public interface LocalNames {

    /// The URL of the queue with that name.
    String queueUrl(String queueName);

    /// What stands for the private address of the processor's instance: a host name or an address, without a port.
    String processorHost();

    /// The value for `{{resolve:secretsmanager:…}}`. The same question gets the same answer.
    ///
    /// @param secret the secret's id as the reference names it
    /// @param key the key in the secret's JSON; empty for the whole secret
    String secret(String secret, String key);

    /// The value of a parameter that has no default; empty if there is none to give.
    Optional<String> parameter(String name);
}
