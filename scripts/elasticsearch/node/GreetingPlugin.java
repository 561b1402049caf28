import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.IndexScopedSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.settings.SettingsFilter;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.IndexVersion;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestController;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestRequest.Method;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;

/** Tells name and version at {@code /}, as every full server does; the published libraries lack the module for it. */
public final class GreetingPlugin extends Plugin implements ActionPlugin {
    private ClusterService cluster;

    @Override
    public Collection<?> createComponents(PluginServices services) {
        cluster = services.clusterService();
        return List.of();
    }

    @Override
    public Collection<RestHandler> getRestHandlers(
        Settings settings,
        NamedWriteableRegistry writeables,
        RestController controller,
        ClusterSettings clusterSettings,
        IndexScopedSettings indexSettings,
        SettingsFilter filter,
        IndexNameExpressionResolver resolver,
        Supplier<DiscoveryNodes> nodes,
        Predicate<NodeFeature> features
    ) {
        return List.of(new Greeting());
    }

    private final class Greeting implements RestHandler {
        @Override
        public List<Route> routes() {
            return List.of(new Route(Method.GET, "/"), new Route(Method.HEAD, "/"));
        }

        @Override
        public void handleRequest(RestRequest request, RestChannel channel, NodeClient client) throws IOException {
            channel.sendResponse(new RestResponse(RestStatus.OK, channel.newBuilder().map(greeting())));
        }

        private Map<String, Object> greeting() {
            return Map.of(
                "name", Node.NODE_NAME_SETTING.get(cluster.getSettings()),
                "cluster_name", cluster.getClusterName().value(),
                "cluster_uuid", cluster.state().metadata().clusterUUID(),
                "version", version(),
                "tagline", "You Know, for Search"
            );
        }

        private static Map<String, Object> version() {
            Build build = Build.current();
            return Map.of(
                "number", build.version(),
                "build_flavor", build.flavor(),
                "build_type", build.type().displayName(),
                "build_hash", build.hash(),
                "build_date", build.date(),
                "build_snapshot", build.isSnapshot(),
                "lucene_version", IndexVersion.current().luceneVersion().toString(),
                "minimum_wire_compatibility_version", build.minWireCompatVersion(),
                "minimum_index_compatibility_version", build.minIndexCompatVersion()
            );
        }
    }
}
