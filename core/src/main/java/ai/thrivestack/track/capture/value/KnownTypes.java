// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The types that are not sent like any other object, by name: none of them is a dependency. A value is what the first of
 * them is that is its class, a superclass or an interface of it. To support another library is to add a line.
 */
final class KnownTypes {
    // Made at run time: relocation rewrites a constant that begins with a package of ours.
    private static final String JACKSON_2 = String.join(".", "com", "fasterxml", "jackson");

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    private KnownTypes() {}

    static {
        add(Kind.STRUCTURED, "net.logstash.logback.argument.StructuredArgument");
        add(Kind.STRUCTURED, "net.logstash.logback.marker.LogstashMarker");

        // Streams, readers, channels, result sets, cursors, sessions and connections.
        add(Kind.TEXT, "java.lang.AutoCloseable");
        // To read these uses them up.
        add(Kind.TEXT, "java.util.Iterator", "java.util.Enumeration");
        // Their getters connect, or fetch from the database.
        add(Kind.TEXT, "javax.sql.CommonDataSource", "javax.sql.PooledConnection", "java.net.URLConnection");
        add(Kind.TEXT, "java.sql.Blob", "java.sql.Clob", "java.sql.SQLXML");
        add(Kind.TEXT, "java.sql.Array", "java.sql.Ref", "java.sql.Struct");
        for (String servlet : new String[] {"javax.servlet.", "jakarta.servlet."}) {
            add(Kind.TEXT, servlet + "ServletRequest", servlet + "ServletResponse", servlet + "ServletContext");
            add(Kind.TEXT, servlet + "http.HttpSession", servlet + "http.Part", servlet + "AsyncContext");
            add(Kind.TEXT, servlet + "RequestDispatcher");
        }
        for (String rs : new String[] {"javax.ws.rs.", "jakarta.ws.rs."}) {
            add(Kind.TEXT, rs + "core.Request", rs + "core.Response", rs + "core.UriInfo", rs + "core.HttpHeaders");
            add(Kind.TEXT, rs + "container.ContainerRequestContext", rs + "container.ContainerResponseContext");
        }
        for (String jpa : new String[] {"javax.persistence.", "jakarta.persistence."}) {
            add(Kind.TEXT, jpa + "EntityManager", jpa + "EntityManagerFactory", jpa + "Query");
        }
        add(Kind.TEXT, "org.springframework.core.io.InputStreamSource"); // resources, and files of a multipart request
        add(Kind.TEXT, "org.springframework.http.HttpMessage", "org.springframework.http.codec.multipart.Part");
        add(Kind.TEXT, "org.springframework.web.context.request.RequestAttributes");
        add(Kind.TEXT, "org.springframework.web.server.ServerWebExchange", "org.springframework.web.server.WebSession");
        add(Kind.TEXT, "org.apache.commons.fileupload.FileItem", "org.apache.commons.fileupload2.core.FileItem");
        add(Kind.TEXT, "io.vertx.core.streams.StreamBase", "io.vertx.core.buffer.Buffer", "io.netty.buffer.ByteBuf");
        // They compute their elements when they are asked for them.
        add(Kind.TEXT, "scala.collection.View", "scala.collection.IterableView", "scala.collection.Iterator");
        add(Kind.TEXT, "scala.collection.immutable.LazyList", "scala.collection.immutable.Stream");
        add(Kind.TEXT, "scala.xml.NodeSeq"); // an element is a sequence of itself

        add(Kind.LAZY, Lazy.PROXY, Lazy.COLLECTION);

        add(Kind.JSON_TREE, JACKSON_2 + ".databind.JsonNode", "tools.jackson.databind.JsonNode");
        add(Kind.JSON_TREE, "com.google.gson.JsonElement");
        add(Kind.JSON_TREE, "org.json.JSONObject", "org.json.JSONArray");
        add(Kind.JSON_TREE, "jakarta.json.JsonValue", "javax.json.JsonValue");
        add(Kind.JSON_TREE, "io.vertx.core.json.JsonObject", "io.vertx.core.json.JsonArray");
        add(Kind.JSON_TREE, "kotlinx.serialization.json.JsonElement");
        add(Kind.JSON_TREE, "play.api.libs.json.JsValue", "io.circe.Json");

        add(Kind.SCALA_OPTION, "scala.Option");
        add(Kind.SCALA_NUMBER, "scala.math.BigDecimal", "scala.math.BigInt");
        for (int size = 1; size <= ScalaValues.LARGEST_TUPLE; size++) {
            add(Kind.SCALA_TUPLE, "scala.Tuple" + size);
        }
        add(Kind.SCALA_MAP, "scala.collection.Map");
        add(Kind.SCALA_ITERABLE, "scala.collection.Iterable");

        add(Kind.MAP, "java.util.Map");
        add(Kind.COLLECTION, "java.util.Collection");
        add(Kind.RECORD, "java.lang.Record");
    }

    private static void add(Kind kind, String... types) {
        for (String type : types) {
            KINDS.put(type, kind);
        }
    }

    /** @param types the names of a class and all its supertypes */
    static Kind kind(Set<String> types) {
        for (Map.Entry<String, Kind> known : KINDS.entrySet()) {
            if (types.contains(known.getKey())) {
                return known.getValue();
            }
        }
        return Kind.OBJECT;
    }
}
