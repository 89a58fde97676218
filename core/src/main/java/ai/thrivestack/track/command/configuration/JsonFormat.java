// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.thrivestack.track.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** Log4j2's JSON: an object is an element of its key's name, an array several of them, all else an attribute. */
final class JsonFormat {
    private final JsonParser parser;

    private JsonFormat(JsonParser parser) {
        this.parser = parser;
    }

    static Element read(Path file) throws IOException, UnreadableException {
        try (JsonParser parser = Json.FACTORY.createParser(Files.readAllBytes(file))) {
            parser.enable(JsonReadFeature.ALLOW_JAVA_COMMENTS.mappedFeature()); // as Log4j2 does
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException("it is no JSON object");
            }
            Element document = new Element("", 0);
            new JsonFormat(parser).object(document);
            return document.children.isEmpty() ? document : document.children.get(0);
        } catch (JsonProcessingException wrong) {
            // Jackson's words may quote the file, and so a token.
            throw new UnreadableException("line " + wrong.getLocation().getLineNr() + ": it is no JSON");
        }
    }

    private void object(Element element) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            value(element, name);
        }
    }

    private void value(Element parent, String name) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT:
                Element child = new Element(name, parser.currentTokenLocation().getLineNr());
                parent.children.add(child);
                object(child);
                break;
            case START_ARRAY:
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(parent, name);
                }
                break;
            case VALUE_NULL:
                break;
            default:
                parent.attributes.put(name, parser.getText());
        }
    }
}
