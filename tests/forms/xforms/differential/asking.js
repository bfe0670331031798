// Evaluates cases with the peer, each as a text, a truth and a number, and the nodes of a path.
const SPACES = { orx: 'http://openrosa.org/xforms' };
const resolve = (prefix) => SPACES[prefix] || null;

const value = (expression, node, type) => peer.evaluate(expression, node, resolve, type);

const nodesOf = (result) => {
    const kinds = [XPathResult.UNORDERED_NODE_ITERATOR_TYPE, XPathResult.ORDERED_NODE_ITERATOR_TYPE];
    if (!kinds.includes(result.resultType)) return null;
    const texts = [];
    for (let node = result.iterateNext(); node; node = result.iterateNext()) {
        texts.push(node.textContent);
    }
    return texts;
};

const answer = (expression, node) => {
    try {
        return {
            nodes: nodesOf(value(expression, node, XPathResult.ANY_TYPE)),
            text: value(expression, node, XPathResult.STRING_TYPE).stringValue,
            truth: value(expression, node, XPathResult.BOOLEAN_TYPE).booleanValue,
            number: String(value(expression, node, XPathResult.NUMBER_TYPE).numberValue),
        };
    } catch (error) {
        return { fault: String(error).slice(0, 120) };
    }
};

const answers = (models, cases) => {
    const trees = models.map((text) => new DOMParser().parseFromString(text, 'text/xml'));
    return cases.map(([model, path, expression]) => {
        const tree = trees[model];
        const found = tree.evaluate(path, tree, resolve, XPathResult.FIRST_ORDERED_NODE_TYPE);
        return answer(expression, found.singleNodeValue);
    });
};
