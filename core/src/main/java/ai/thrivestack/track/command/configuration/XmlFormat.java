// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Logback's format and Log4j2's first one. Reads nothing outside the file. */
final class XmlFormat extends DefaultHandler {
    private final Deque<Element> open = new ArrayDeque<>();
    private Locator locator;
    private Element root;

    private XmlFormat() {}

    static Element read(Path file) throws IOException, UnreadableException {
        XmlFormat handler = new XmlFormat();
        try (InputStream in = Files.newInputStream(file)) {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.newSAXParser().parse(in, handler);
        } catch (SAXParseException wrong) {
            throw new UnreadableException("line " + wrong.getLineNumber() + ": it is no XML: " + wrong.getMessage());
        } catch (SAXException | ParserConfigurationException wrong) {
            throw new UnreadableException("it is no XML: " + wrong.getMessage());
        }
        return handler.root;
    }

    @Override
    public void setDocumentLocator(Locator given) {
        locator = given;
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) {
        return new InputSource(new StringReader(""));
    }

    @Override
    public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
        String name = qualifiedName.substring(qualifiedName.indexOf(':') + 1);
        Element element = new Element(name, locator == null ? 0 : locator.getLineNumber());
        for (int i = 0; i < attributes.getLength(); i++) {
            element.attributes.put(attributes.getQName(i), attributes.getValue(i));
        }
        if (root == null) {
            root = element;
        } else {
            open.element().children.add(element);
        }
        open.push(element);
    }

    @Override
    public void characters(char[] chars, int start, int length) {
        open.element().text.append(chars, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) {
        open.pop();
    }

    @Override
    public void error(SAXParseException invalid) {
        // it may still be well-formed
    }

    @Override
    public void fatalError(SAXParseException wrong) throws SAXException {
        throw wrong;
    }
}
