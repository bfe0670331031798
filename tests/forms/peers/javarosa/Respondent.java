import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.Constraint;
import org.javarosa.core.model.data.DateData;
import org.javarosa.core.model.data.DateTimeData;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.GeoPointData;
import org.javarosa.core.model.data.GeoShapeData;
import org.javarosa.core.model.data.GeoTraceData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectMultiData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.TimeData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.model.utils.DateUtils;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceFactory;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.xform.util.XFormAnswerDataSerializer;
import org.javarosa.xpath.XPathConditional;
import org.opendatakit.validate.StubPropertyManager;
import org.opendatakit.validate.StubSetGeopointActionHandler;

/**
 * Answers forms at random with JavaRosa, the library of ODK Collect, and tells what it makes of them.
 *
 * Arguments: the first seed, how many, then the forms; the files of a form stand beside it. For
 * each form and seed one line of JSON is written: the submission, every node with its relevance
 * and value, what constraints say of further values, or the error.
 */
public final class Respondent {
    private static final int TRIES = 40;
    private static final int MOST_ROUNDS = 3;
    private static final int MOST_STEPS = 6000;
    private static final int MOST_VERDICTS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final XFormAnswerDataSerializer TEXT = new XFormAnswerDataSerializer();
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(?:\\.\\d+)?");
    private static final Pattern WORD = Pattern.compile("'([^']*)'");
    private static final double[] FACTORS = {1, 1, 1, 0.1, 1.1, 1_234_567};
    private static final String[] WORDS = {
        "Ama", "Yaa Asantewaa", "ama@example.org", "+233201234567", "0201234567", "1234", "12345",
        "Zoë Ñandú", "محمد", "a", "AB-12", "2026-01-31", "x.y@z.co", "007", "1e3", "0", "-1", "no", "true"
    };

    private final FormDef form;
    private final Random chance;
    private final FormEntryController controller;
    private final List<Object> tried = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();

    private Respondent(FormDef form, long seed) {
        this.form = form;
        this.chance = new Random(seed * 1_000_003L + 17);
        this.controller = new FormEntryController(new FormEntryModel(form));
    }

    public static void main(String[] args) throws Exception {
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new Device());
        XFormParser.registerActionHandler("setgeopoint", new StubSetGeopointActionHandler());
        int first = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        for (int at = 2; at < args.length; at++) {
            for (int seed = first; seed < first + count; seed++) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("form", args[at]);
                told.put("seed", seed);
                try {
                    told.putAll(new Respondent(read(args[at]), seed).answered());
                } catch (Exception | StackOverflowError fault) {
                    told.put("error", fault.getClass().getSimpleName() + ": " + fault.getMessage());
                }
                System.out.println(JSON.writeValueAsString(told));
                if (told.containsKey("error")) {
                    break;
                }
            }
        }
    }

    private static FormDef read(String name) throws Exception {
        Path path = Path.of(name);
        ReferenceManager.instance().reset();
        ReferenceManager.instance().addReferenceFactory(new Beside(path.getParent()));
        FormDef form = XFormUtils.getFormFromInputStream(
            new ByteArrayInputStream(Files.readAllBytes(path)), path.toString());
        form.initialize(true, new InstanceInitializationFactory());
        return form;
    }

    private Map<String, Object> answered() throws Exception {
        walk();
        if (chance.nextInt(3) == 0) {
            goBack();
        }
        validate();
        form.postProcessInstance();
        Map<String, Object> told = new LinkedHashMap<>();
        byte[] body = new XFormSerializingVisitor().serializeInstance(form.getMainInstance());
        told.put("submission", new String(body, StandardCharsets.UTF_8));
        List<Object> nodes = new ArrayList<>();
        TreeElement root = form.getMainInstance().getRoot();
        note(root, "/" + root.getName(), nodes);
        told.put("nodes", nodes);
        told.put("verdicts", tried);
        told.put("unanswered", unanswered);
        return told;
    }

    private void walk() {
        FormEntryModel model = controller.getModel();
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        for (int step = 0; step < MOST_STEPS; step++) {
            int event = controller.stepToNextEvent();
            if (event == FormEntryController.EVENT_END_OF_FORM) {
                return;
            }
            if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT) {
                if (form.getNumRepetitions(model.getFormIndex()) < MOST_ROUNDS && chance.nextInt(5) < 3) {
                    controller.newRepeat();
                }
            } else if (event == FormEntryController.EVENT_QUESTION) {
                FormEntryPrompt prompt = model.getQuestionPrompt();
                // Lists outside of the form are asked with a query, which JavaRosa leaves to Collect.
                if (!prompt.isReadOnly() && prompt.getQuestion().getAdditionalAttribute(null, "query") == null) {
                    answer(prompt, model.getFormIndex());
                }
            }
        }
        throw new IllegalStateException("The form does not end.");
    }

    /** Changes a few answers given before, without looking at the rest again, as a jump to the end does. */
    private void goBack() {
        for (FormIndex index : questions()) {
            FormEntryPrompt prompt = controller.getModel().getQuestionPrompt(index);
            boolean inForm = prompt.getQuestion().getAdditionalAttribute(null, "query") == null;
            boolean asked = inForm && form.getMainInstance().resolveReference(index.getReference()) != null
                && controller.getModel().isIndexRelevant(index);
            if (asked && !prompt.isReadOnly() && chance.nextInt(6) == 0) {
                answer(prompt, index);
            }
        }
    }

    /** Answers every question with what it has, as Collect does before it sends. */
    private void validate() {
        for (FormIndex index : questions()) {
            if (controller.getModel().isIndexRelevant(index)) {
                FormEntryPrompt prompt = controller.getModel().getQuestionPrompt(index);
                controller.answerQuestion(index, prompt.getAnswerValue(), true);
            }
        }
    }

    private List<FormIndex> questions() {
        List<FormIndex> found = new ArrayList<>();
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        for (int step = 0; step < MOST_STEPS; step++) {
            int event = controller.stepToNextEvent();
            if (event == FormEntryController.EVENT_END_OF_FORM) {
                break;
            }
            if (event == FormEntryController.EVENT_QUESTION) {
                found.add(controller.getModel().getFormIndex());
            }
        }
        return found;
    }

    private void answer(FormEntryPrompt prompt, FormIndex index) {
        if (!prompt.isRequired() && chance.nextInt(5) == 0) {
            return;
        }
        TreeReference reference = index.getReference();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            IAnswerData data = candidate(prompt, reference);
            if (data == null) {
                break;
            }
            if (controller.answerQuestion(index, data, true) == FormEntryController.ANSWER_OK) {
                return;
            }
        }
    }

    /** Notes a node and those below it; of asked questions, what the constraint says of other values. */
    private void note(TreeElement node, String path, List<Object> nodes) throws IOException {
        if (node.getMult() == TreeReference.INDEX_TEMPLATE) {
            return;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("path", path);
        told.put("relevant", node.isRelevant());
        if (node.getNumChildren() == 0) {
            IAnswerData value = node.getValue();
            if (value == null && node.isRelevant() && node.isRequired()) {
                unanswered.add(path);
            }
            told.put("value", value == null ? "" : text(value, node.getDataType()));
            Constraint constraint = node.getConstraint();
            if (constraint != null && node.isRelevant() && value != null) {
                told.put("accepted", form.evaluateConstraint(node.getRef(), value));
                furtherVerdicts(node, path, constraint);
            }
        }
        nodes.add(told);
        for (int at = 0; at < node.getNumChildren(); at++) {
            TreeElement child = node.getChildAt(at);
            String place = path + "/" + child.getName();
            note(child, child.isRepeatable() ? place + "[" + (child.getMult() + 1) + "]" : place, nodes);
        }
    }

    private void furtherVerdicts(TreeElement node, String path, Constraint constraint) throws IOException {
        for (int at = 0; at < 3 && tried.size() < MOST_VERDICTS; at++) {
            IAnswerData data = plain(node.getDataType(), rule(constraint));
            if (data == null) {
                return;
            }
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("path", path);
            told.put("value", text(data, node.getDataType()));
            told.put("accepted", form.evaluateConstraint(node.getRef(), data));
            tried.add(told);
        }
    }

    private IAnswerData candidate(FormEntryPrompt prompt, TreeReference reference) {
        switch (prompt.getControlType()) {
            case Constants.CONTROL_SELECT_ONE: {
                List<SelectChoice> choices = prompt.getSelectChoices();
                return choices.isEmpty() ? null
                    : new SelectOneData(new Selection(choices.get(chance.nextInt(choices.size()))));
            }
            case Constants.CONTROL_SELECT_MULTI:
            case Constants.CONTROL_RANK: {
                List<SelectChoice> choices = new ArrayList<>(prompt.getSelectChoices());
                if (choices.isEmpty()) {
                    return null;
                }
                Collections.shuffle(choices, chance);
                boolean rank = prompt.getControlType() == Constants.CONTROL_RANK;
                int size = rank ? choices.size() : 1 + chance.nextInt(Math.min(3, choices.size()));
                List<Selection> chosen = new ArrayList<>();
                for (SelectChoice choice : choices.subList(0, size)) {
                    chosen.add(new Selection(choice));
                }
                return rank ? new MultipleItemsData(chosen) : new SelectMultiData(chosen);
            }
            case Constants.CONTROL_TRIGGER:
                return new StringData("OK");
            case Constants.CONTROL_RANGE:
                return range(prompt);
            default:
        }
        Constraint constraint = form.getMainInstance().resolveReference(reference).getConstraint();
        return plain(prompt.getDataType(), constraint == null ? "" : rule(constraint));
    }

    private IAnswerData range(FormEntryPrompt prompt) {
        org.javarosa.core.model.RangeQuestion range = (org.javarosa.core.model.RangeQuestion) prompt.getQuestion();
        double start = range.getRangeStart().doubleValue();
        double step = Math.abs(range.getRangeStep().doubleValue());
        double end = range.getRangeEnd().doubleValue();
        int steps = (int) Math.round(Math.abs(end - start) / step);
        double value = Math.min(start, end) + step * chance.nextInt(steps + 1);
        return prompt.getDataType() == Constants.DATATYPE_INTEGER
            ? new IntegerData((int) Math.round(value)) : new DecimalData(value);
    }

    private IAnswerData plain(int type, String rule) {
        switch (type) {
            case Constants.DATATYPE_INTEGER:
                return new IntegerData((int) number(rule));
            case Constants.DATATYPE_DECIMAL:
                return new DecimalData(number(rule) * FACTORS[chance.nextInt(FACTORS.length)]);
            case Constants.DATATYPE_DATE:
                return new DateData(day());
            case Constants.DATATYPE_DATE_TIME:
                return new DateTimeData(new Date(day().getTime() + chance.nextInt(86_400_000)));
            case Constants.DATATYPE_TIME:
                return new TimeData(DateUtils.roundDate(new Date(day().getTime() + chance.nextInt(86_400_000))));
            case Constants.DATATYPE_GEOPOINT:
                return new GeoPointData(point());
            case Constants.DATATYPE_GEOTRACE: {
                ArrayList<double[]> points = new ArrayList<>(List.of(point(), point()));
                return new GeoTraceData(new GeoTraceData.GeoTrace(points));
            }
            case Constants.DATATYPE_GEOSHAPE: {
                double[] start = point();
                ArrayList<double[]> points = new ArrayList<>(List.of(start, point(), point(), start));
                return new GeoShapeData(new GeoShapeData.GeoShape(points));
            }
            case Constants.DATATYPE_BINARY:
                return new StringData(1_000 + chance.nextInt(9_000) + ".jpg");
            case Constants.DATATYPE_BARCODE:
                return new StringData("400" + chance.nextInt(1_000_000));
            default:
                return new StringData(word(rule));
        }
    }

    /** Gives a number near one that the constraint names, or a small, large, odd one. */
    private double number(String rule) {
        List<Double> named = new ArrayList<>();
        Matcher match = NUMBER.matcher(rule);
        while (match.find()) {
            named.add(Double.valueOf(match.group()));
        }
        if (!named.isEmpty() && chance.nextInt(3) > 0) {
            return named.get(chance.nextInt(named.size())) + chance.nextInt(3) - 1;
        }
        double[] others = {0, 1, 2, 3, 5, 12, 17, 18, 40, 66, -1};
        return others[chance.nextInt(others.length)];
    }

    private String word(String rule) {
        List<String> named = new ArrayList<>();
        Matcher match = WORD.matcher(rule);
        while (match.find()) {
            named.add(match.group(1));
        }
        if (!named.isEmpty() && chance.nextInt(6) == 0) {
            String found = named.get(chance.nextInt(named.size())).trim();
            if (!found.isEmpty()) {
                return found;
            }
        }
        if (rule.contains("regex") && chance.nextInt(2) == 0) {
            StringBuilder digits = new StringBuilder();
            int size = 1 + chance.nextInt(14);
            for (int at = 0; at < size; at++) {
                digits.append((char) ('0' + chance.nextInt(10)));
            }
            return digits.toString();
        }
        return WORDS[chance.nextInt(WORDS.length)];
    }

    private Date day() {
        int[] back = {0, 0, 1, 2, 30, 400, 6_000, 6_575, 15_000, 30_000, -1, -2, -400};
        long days = back[chance.nextInt(back.length)] + chance.nextInt(2);
        return DateUtils.dateAdd(DateUtils.roundDate(new Date()), (int) -days);
    }

    private double[] point() {
        return new double[] {
            chance.nextInt(1_700_000) / 10_000.0 - 85, chance.nextInt(3_500_000) / 10_000.0 - 175,
            chance.nextInt(900), 3.9000000953674316
        };
    }

    private static String rule(Constraint constraint) {
        return ((XPathConditional) constraint.constraint).xpath;
    }

    private static String text(IAnswerData value, int type) throws IOException {
        return String.valueOf(TEXT.serializeAnswerData(value, type));
    }

    /** Knows nothing of the device, and does not mind what it is asked. */
    private static final class Device extends StubPropertyManager {
        @Override
        public String getSingularProperty(String name) {
            return "device";
        }
    }

    /** Finds the files of a form in its folder. */
    private static final class Beside implements ReferenceFactory {
        private final Path folder;

        Beside(Path folder) {
            this.folder = folder;
        }

        @Override
        public boolean derives(String address) {
            return address.startsWith("jr://");
        }

        @Override
        public Reference derive(String address) {
            return new Found(address, folder.resolve(address.substring(address.lastIndexOf('/') + 1)));
        }

        @Override
        public Reference derive(String address, String context) {
            return derive(address);
        }
    }

    private static final class Found implements Reference {
        private final String address;
        private final Path path;

        Found(String address, Path path) {
            this.address = address;
            this.path = path;
        }

        @Override
        public boolean doesBinaryExist() {
            return Files.exists(path);
        }

        @Override
        public InputStream getStream() throws IOException {
            return new FileInputStream(path.toFile());
        }

        @Override
        public String getURI() {
            return address;
        }

        @Override
        public String getLocalURI() {
            return path.toString();
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}
