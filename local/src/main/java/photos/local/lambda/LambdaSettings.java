package photos.local.lambda;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import photos.local.account.LocalAccount;
import photos.local.template.Stack;

/// What the function's processes are made of.
///
/// @param code the deployable jar
/// @param runtime the directory with the jars of the Runtime Interface Client
/// @param surroundings region, key pair and the parts' addresses, of [LocalAccount#environment]
/// @param directory for the function's logs and working directory
public record LambdaSettings(
        Stack.Function function,
        LocalAccount account,
        Path code,
        Path runtime,
        Map<String, String> surroundings,
        Path directory) {
    public LambdaSettings {
        surroundings = Map.copyOf(surroundings);
        directory = directory.toAbsolutePath();
        code = code.toAbsolutePath();
    }

    /// What a function finds in its environment: the template's variables, and those of "Defined runtime environment
    /// variables" in the Lambda Developer Guide.
    Map<String, String> environment(int process, String runtimeApi) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("LANG", "C.UTF-8");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TZ", ":UTC");
        environment.putAll(function.environment());
        environment.putAll(surroundings);
        environment.put("_HANDLER", function.handler());
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local/" + process);
        // In TEXT, what a function logs ends without a line feed.
        environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        environment.put("LAMBDA_TASK_ROOT", directory.toString());
        return environment;
    }

    Path log(int process) {
        return directory.resolve("lambda-" + process + ".log");
    }
}
