import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** One node in this process. Arguments: the installation, the node's folder, then settings as {@code name=value}. */
public final class LoopbackNode {
    private LoopbackNode() {}

    public static void main(String[] arguments) throws Exception {
        LogConfigurator.configureESLogging();
        Environment environment = environment(arguments);
        LogConfigurator.configureWithoutConfig(environment.settings());
        Node node = new Node(environment, modules(environment));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        new CountDownLatch(1).await(); // The node's own threads are daemons: without this the process would end.
    }

    private static Environment environment(String[] arguments) {
        Settings home = Settings.builder().put("path.home", arguments[0]).build();
        Map<String, String> settings = new HashMap<>();
        for (String argument : Arrays.asList(arguments).subList(2, arguments.length)) {
            String[] parts = argument.split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        return InternalSettingsPreparer.prepareEnvironment(home, settings, Path.of(arguments[1]), () -> "node");
    }

    private static PluginsLoader modules(Environment environment) throws IOException {
        return PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir()),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir()),
            Map.of(),
            false // The server is on the class path here, not in a named Java module that could export to others.
        );
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
