package photos.local.dynamodb;

import java.lang.reflect.Array;
import java.lang.reflect.Field;

/// `main` of the process that is DynamoDB Local. Its own `main` listens on every address of the machine and has no
/// option against it; this one does the same but for 127.0.0.1 only. Reaches DynamoDB Local by reflection, because it
/// is on that process's class path alone.
public final class LoopbackDynamoDb {
    private LoopbackDynamoDb() {}

    /// @param args DynamoDB Local's own
    public static void main(String[] args) throws ReflectiveOperationException {
        Object proxy = Class.forName("software.amazon.dynamodb.services.local.main.ServerRunner")
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) args);
        Field server = proxy.getClass().getDeclaredField("server");
        server.setAccessible(true);
        Object jetty = server.get(proxy);
        Object connectors = jetty.getClass().getMethod("getConnectors").invoke(jetty);
        for (int i = 0; i < Array.getLength(connectors); i++) {
            Object connector = Array.get(connectors, i);
            connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        }
        proxy.getClass().getMethod("safeStart").invoke(proxy);
    }
}
