### What people are told in English (Project Fluent, https://projectfluent.org/fluent/guide/).
###
### A language is one such file. `{ $name }` is a value: a name, a number, mathematics, a message of its own, or several
### of these. `{ LIST($names, by: " or ") }` says what stands between several; without `by` it is `list`.

## The language itself

# What a whole number must be to take a plural, as Unicode's CLDR writes it; without any of them it is `other`.
plural-one = n = 1
list = { ", " }
language-html = en
language-sarif = en
language-latex = { "" }

## Every page of a network

network-unnamed = (network)
totals = Totals
totals-follow = Totals:
table-rounds = Rows with × hold what all rounds add to the totals; sizes and receptive fields are those of round { LIST($indices, by: ", ") }, counted from 1.
table-no-sum = ? stands for what all rounds add up to where that has no closed form ({ LIST($quantities, by: ", ") }); numbers for the symbols (--set) give it.
table-not-seen = ? in { LIST($quantities, by: ", ") }: not told behind a layer that enlarges or rearranges the map, or joins maps of different sizes, since units see differently many cells there.
table-again = Weights count where they are first used, operations at every use: { LIST($uses, by: ", ") }.
table-use = { $layer } has those of { $first }
convention = { $value }: { $meaning }
valid = Valid when { LIST($conditions, by: " and ") }.
cut = { $part } …
source = { " " }[{ $source }]
source-at = { " " }[{ $source }, { $place }]

## Tables

column-layer = layer
column-kind = kind
column-output = output
column-argument = argument
column-default = default
total = total

## The worked solution

solution-title = Worked solution: { $network }
solution-input = Input: { $size }.
solution-letters = Letters: { LIST($letters, by: ", ") }.
solution-letter = { $letter } { $meaning }
solution-conventions = Conventions:
solution-layer = { $layer } · { $title }
solution-arguments = { LIST($parts, by: ", ") }
solution-output = output { $size }
solution-again = The weights are those of { $layer }, and count there.
solution-round = The figures are those of round { $index } of { $count }, counted from 1.
solution-table = table of input maps: { LIST($groups, by: ", ") }
solution-table-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
 } of { $size } ({ LIST($rows, by: ", ") })
solution-sources = Sources of the rules

## The manual

manual-kinds = Layer kinds
manual-kind = { $kind } · { $title }
manual-called = Called: { $names }.
manual-frameworks = In frameworks
manual-spelling = { $framework }: { $text }
manual-arguments = Arguments
manual-required = required
manual-example = Example
manual-rules = Rules
manual-requirements = Requirements
manual-rule = { $rule }{ $when }{ $sentence }{ $source }
manual-requirement = { $condition }{ $when } [{ $code }]
manual-when = { " " }(when { LIST($guards, by: ", ") })
manual-sentence = : { $sentence }

## The manual: rules of a check

counting-conventions = Ways of counting
counting-about = Where tools and papers disagree. Choose with --convention, or with a line of the network.
counting-presets = What tools choose
counting-convention = { $meaning }; { $default } unless another value is chosen.
counting-choose = To choose it: { $text }
counting-quantities = Quantities and arguments
counting-name = In claims, columns and JSON: { $name }.
counting-rule = { $rule } ({ LIST($kinds, by: ", ") })
column-convention = convention
column-preset = preset
column-chosen = chooses
column-meaning = meaning
column-name = name
column-letter = letter
column-called = also called
rule-finds = What it finds
rule-decides = How it decides
rule-right = Right
rule-wrong = Wrong
rule-conditional = Right only under a condition
rule-undecided = Undecided
rule-silence = How to silence it
silence-run = for one run: { $text }
silence-line = for its line, or alone for the line below: { $text }
silence-latex = the same in LaTeX: { $text }
silence-python = the same in Python: { $text }
silence-off = all rules, from here on: { $text }
silence-on = and on again: { $text }
silence-project = for a project: { $text }
forms = The language of networks
forms-about = A line is a layer or a statement; the lines below are one network. Newlines and `;` end a line, except within brackets; `#` starts a comment.
form-network = A title. Names may be Chinese or, in quotes, anything.
form-let = A symbol with a value. `--symbolic I` leaves it open, `--set I=64` gives it another value.
form-let-alone = A symbol without a value: it stands for any number. A name that is not declared becomes a symbol too, unless it reads like a number (`sixteen`) or is a slip of a declared one. A claim knows the symbols of its network alone. A symbol that is meant all the same is declared like this.
form-input = The sizes along one to three axes, then the channels; `input 784` is a vector.
form-convention = A way of counting: that of a framework or a tool, or one choice such as `flops_per_mac = 1`.
form-layer = A name, the kind, and its arguments, which are expressions. `symcnn explain conv` is the page of a kind. Padding is a number, `same`, `valid`, or a pair [before, after].
form-unnamed = A layer without a name is called by its kind and a number: `relu_1`, `relu_2`, …
form-axes = Another value for each axis.
form-from = Another input than the line above.
form-join = Several inputs, for a kind that joins them.
form-rounding = The last window is kept as PyTorch decides; `ceil_caffe` as Caffe does.
form-figure = A figure of an earlier layer as an argument: the map gets the size of another one.
form-again = A layer, a block or a repetition once more with the same weights: they count once.
form-repeat = So many rounds; the number may be a symbol.
form-parallel = Paths from the same input, joined by a kind; an empty path is a shortcut.
form-block = Lines with parameters of their own, to be used as a kind.
form-call = A block is used like a kind.
form-claim = What `symcnn check` judges; also of sizes (`C2.output = 32 x 32 x 64`) and of totals (`total.params`).
understood = What is understood in documents
understood-about = Each example is a document of its own; the last columns are the finding that it gives. Line ends are shown as ¶, long examples are cut; --json has all of them.
understood-what = what
understood-file = file
understood-example = example
understood-rule = rule
understood-verdict = verdict
understood-aside = Not understood: nothing is said

## Closed forms

closed-title = Closed forms: { $network }
closed-sizes = Output sizes
closed-layer = { $layer }: { LIST($figures, by: ", ") }
closed-padding = padding of all layers so far, both sides together { $padding }
closed-field = Receptive field of the last map
closed-meetings = Where paths meet
closed-longest = R (longest path)
closed-shortest = R (shortest path)
closed-aligned = aligned
closed-aligned-yes = yes
closed-aligned-no = no
closed-aligned-open = cannot be told
closed-centres = { $layer }: in the input, the centres of the first unit's receptive fields are { LIST($centres, by: ", ") }.
closed-centre = { $centre } ({ $path })
closed-fitting = Inputs that fit
closed-assumed = Assumed: { LIST($relations, by: ", ") }.
closed-rounds = What stands within a repetition is told of any of its rounds: { LIST($rounds, by: ", ") }.
closed-start = { $layer }: the receptive field of the first unit begins at cell { $start } of the input, counted from 0.
closed-start-before = { $layer }: the receptive field of the first unit begins at cell { $start } of the input, counted from 0; what lies before 0 is padding.
closed-no-sum = { LIST($quantities, by: ", ") }: no closed form; numbers for the symbols (--set) give them.

## Solutions

solve-wanted = Wanted: { LIST($relations, by: ", ") }
solve-fits = The network fits when: { $solutions }
solve-fits-all = The network fits when:
solve-bounds = All combinations with { LIST($bounds, by: ", ") } were tried.
solve-customs = Nothing that is wanted sets a bound, so only what is usual was tried: { LIST($customs, by: ", ") }. There may be solutions beyond it.
solve-count = Solutions: { $count }
solve-along = For each { LIST($others, by: ", ") } the greatest { $symbol } is shown; every smaller one from { $least } on is a solution too.
solve-found = Solutions: { $solutions }
solve-searched = Solutions: { $solutions } (all from 1 to { $bound }; a search, not a proof, beyond)
solve-none = none
solve-grows = { $side } never falls as { $symbol } grows.
solve-border = { $value }: { $result }
solve-exact = Every division is exact for:
solve-runs = { LIST($runs, by: ", ") }
solve-classes = { $bound } and { $residues }
solve-residues = { LIST($residues, by: " or ") }
solve-class = { $residue } ({ $limits })

## Published numbers

reconcile-title = What it may count: { $network }
reconcile-published = Published: { $quantity } { $number }
reconcile-sought-params = parameters
reconcile-sought-macs = MACs
reconcile-sought-flops = FLOPs
reconcile-sought-memory = memory
reconcile-found = These give the number to its own digits, the plainest first.
reconcile-nearest = Nothing gives the number; these come nearest.
reconcile-network = network
reconcile-counted = counted
reconcile-conventions = as
reconcile-value = value
reconcile-agreement = the published number is
reconcile-variant = { $name } ({ $said })
reconcile-with = { $name } ({ LIST($values, by: ", ") })
reconcile-of-params = parameters
reconcile-of-weights = weights without biases
reconcile-of-macs = MACs
reconcile-of-flops = FLOPs
reconcile-of-param_bytes = bytes of parameters
reconcile-of-activation_bytes = bytes of outputs
reconcile-quantities = { LIST($quantities, by: " + ") }
reconcile-part-no-dense = { LIST($quantities, by: " + ") }, without dense layers
reconcile-part-no-head = { LIST($quantities, by: " + ") }, without the last dense layer
reconcile-part-kernels = { LIST($quantities, by: " + ") } of convolutions and dense layers
reconcile-part-convolutions = { LIST($quantities, by: " + ") } of convolutions
reconcile-choices = { LIST($choices, by: ", ") }
reconcile-ways = { LIST($ways, by: " or ") }
reconcile-exact = exact
reconcile-rounded = rounded
reconcile-cut = cut off
reconcile-in-unit = { $said }, in { $unit }
reconcile-makeup = What adds up to each
reconcile-term = { $value } ({ $kind } × { $layers })
reconcile-sum = { $place }: { LIST($terms, by: " + ") } = { $value }

## Sweeps

sweep-less = The less the better: { LIST($names, by: ", ") }.
sweep-more = The more the better: { LIST($names, by: ", ") }.
sweep-count = Kept: { $rows } of { $count } combinations.

## Two networks side by side

compare-title = Comparison: { $first } and { $second }
compare-network = { $letter }: { $name } ({ $file }), layers: { $count }
compare-quantity = { $meaning } ({ $letter })
compare-why = Where the difference comes from
compare-how = One thing is changed at a time and the layer's rule evaluated anew; the contributions add up to the difference.
compare-changes = { $names }
compare-change = change
compare-same = The totals are the same.
compare-nothing = No layer differs in this.
compare-many = { LIST($names, by: ", ") }, …, { $count } in all
compare-group = { $contribution } ({ $layers }): { LIST($changes, by: ", ") }
compare-reason = { $change }{ LIST($origins, by: "") }
compare-layers = { LIST($names, by: ", ") }
compare-sides = { LIST($sides, by: ", ") }
compare-kinds = { LIST($sides, by: ", ") }; nothing is flattened in { $letter }: the output is { $size }
compare-in = { $value } in { $letter }
compare-only = only in { $letter }
compare-only-list = Only in { $letter }: { LIST($kinds, by: ", ") }
compare-input = Input
compare-kind = kind
compare-rounds = rounds
compare-named = { $name } { $values }
compare-set = { $name } = { LIST($values, by: ", ") }
compare-together = together
compare-without-G = no groups in { $letter }
compare-without-D = no dilation in { $letter }
compare-without-P = no padding in { $letter }
compare-without-bias = no biases in { $letter }
compare-nth = ; no { $ordinal } { $kind } in { $other }: { $name } is only in { $letter }
compare-lone = ; { $name } ({ $kind }) is only in { $letter }
compare-from = ; it comes from { $names }
ordinal-1 = first
ordinal-2 = second
ordinal-3 = third
ordinal-4 = fourth
ordinal-5 = fifth
ordinal-6 = sixth
ordinal-7 = seventh
ordinal-8 = eighth
ordinal-9 = ninth
ordinal-10 = tenth

## Proofs

prove-title = { $verdict }: { $claim }
prove-sentences = { LIST($sentences, by: " ") }
prove-sentence = { $sentence }.
prove-by-layers = Its sums and products over layers are read layer by layer, by induction: what stands before the first layer, and what one layer more makes of it
prove-rule = The catalogue's rule for { $kind }: { $rule }{ $source }
prove-put-in = With one put into the other: { $relation }
prove-doubtful = It is not this rule; its letters may mean something else
prove-no-rule = No rule of the catalogue was found that it may be
prove-assumed = What the formula leaves out: { LIST($relations, by: ", ") }
prove-chosen = In the case { LIST($relations, by: ", ") }
prove-equal = Both sides come to { $form }
prove-then = Then both sides come to { $form }
prove-classes = In each of { $count } classes of residues, both sides are the same polynomial
prove-classes-sign = In each of { $count } classes of residues, the difference never changes its sign
prove-cases = Whichever of two values is the greater one, both sides are equal ({ $count } cases)
prove-signs = The difference never changes its sign
prove-solver = The SMT solver Z3 says that there is no counterexample; it gives no steps
prove-remainders = With quotient and remainder, the difference never changes its sign
prove-exactly = Holds exactly when { LIST($conditions, by: ", ") }
prove-holds = Holds when { LIST($conditions, by: ", ") }
prove-would = It would hold when { LIST($conditions, by: ", ") }
prove-would-exactly = It holds only when { LIST($conditions, by: ", ") }
prove-not = Not for { LIST($point, by: ", ") }: the left side is { $left }, the right side is { $right }
prove-never = The left side is { $left }, the right side is { $right }
prove-smallest = There is no smaller counterexample
prove-one-number = A number is that of some layer or other: there is nothing to prove. A `claim` of a network is judged by `symcnn check`
prove-open = Neither proved nor refuted; { $count ->
    [one] { $count } point agrees
   *[other] { $count } points agree
 }
prove-unknown = Not compared: the catalogue has no letters { LIST($letters, by: ", ") } in this sense
prove-tried = Read as a formula for { LIST($quantities, by: ", ") } and compared with { LIST($kinds, by: ", ") }
prove-tried-reading = letters as in { $source }: { LIST($letters, by: ", ") }
prove-reading = Here { LIST($letters, by: ", ") } in the catalogue's letters
prove-limit = The proof stopped at the limit { $limit }
prove-other = It is the rule for { $kind } in the case { LIST($relations, by: ", ") }
prove-domain = For whole numbers { LIST($letters, by: ", ") }
prove-where = { LIST($where, by: ", ") }: both sides are { $value }
prove-step = { $step } ({ $reason })
divides = { $below } divides { $above }
identity-multiple = multiples of the divisor leave the floor
identity-whole = the division is exact
identity-factor = a common factor is cancelled
identity-nest = a floor of a floor is one floor
identity-sign = ⌊−n/m⌋ = −1 − ⌊(n − 1)/m⌋
identity-small = the rest is less than the divisor
identity-ceil = ⌈n/m⌉ = ⌊(n − 1)/m⌋ + 1
identity-mod = n mod m = n − m·⌊n/m⌋
identity-max = max(a, b) = a + max(b − a, 0)
identity-min = min(a, b) = −max(−a, −b)

## Verdicts

verdict-right = right
verdict-wrong = wrong
verdict-rounded = rounded
verdict-conditional = conditional
verdict-undecided = undecided
verdict-proved = proved
verdict-refuted = refuted
verdict-note = note

## Reports of a check

report-line = { $verdict }: { $quote }
report-line-why = { $verdict }: { $quote }: { $why }
report-head = { $verdict }: { $why }
report-noted = { $why }; { $note }
report-help = help: { $help }
report-counts = { $right } right, { $wrong } wrong, { $rounded } rounded, { $conditional } conditional, { $undecided } undecided

## Coverage of a check

column-file = file
account-given = given
account-derived = derived
account-conditional = conditional
account-wrong = wrong
account-undecided = undecided
account-off-subject = off the subject
coverage-title = { $count ->
    [one] What became of one number
   *[other] What became of { $count } numbers
}
coverage-left = { $count ->
    [one] One number is left undecided:
   *[other] { $count } numbers are left undecided:
}
coverage-left-line = { $number } in “{ $line }”

## What stands before a fault, and its parts

fault = { $level }[{ $code }]: { $message }
place = { $file }:{ $line }:{ $column }
place-in-cell = { $file }:cell { $cell }:{ $line }:{ $column }
in-cell = cell { $cell }:{ $line }:{ $column }: { $what }
write-instead ={ "  =" } write: { $line }
run-instead ={ "  =" } run: { $line }
leave-out = { "  =" } leave this line out
look-alikes = ; { LIST($letters, by: ", ") }
look-alike = `{ $char }` is { $point }, not `{ $latin }`
course = ; the size went { $sizes }
level-error = error
level-note = note
quoted = `{ $name }`
of-format = : { $format }
format-pdf = PDF
format-image = a picture
format-archive = an archive
format-weights = weights of a model
format-office = an office document
format-onnx = an ONNX model
format-python = Python code
format-json = JSON
format-notebook = a notebook
format-markdown = Markdown
format-html = HTML
format-xml = XML
format-latex = LaTeX
format-rst = reStructuredText
format-prototxt = a prototxt of Caffe
format-yaml = YAML
format-csv = a table of values (CSV)
bring = ; `{ $line }` makes them fit
picture = ; the channels of the input (line { $line }) stand first, and here they are last: `{ $wanted }`
vector = { " " }from line { $line } on; for a picture write there `{ $wanted }`
since = ; it is one since `{ $name }` (line { $line })
inside = ; name a file in it, such as `{ $file }`
fits = ; nearest that fits: { LIST($fits, by: " or ") }
others = ; there are { $choices }
no-choices = none
declare = ; a free one is declared: `let { $name }`
or-declare = ; if a symbol is meant, declare it: `{ $symbol }`
near = { " " }(did you mean `{ $near }`?)
branch = { $name } is { $size } (line { $line })
broken = needs { $condition }, but { $sides } ({ LIST($known, by: ", ") })
reason-ENXIO = Nobody writes to this pipe
reason-ETIMEDOUT = Nobody reads this pipe
reason-ENOENT = No such file or directory
reason-EACCES = Permission denied
reason-EISDIR = Is a directory
reason-ENOTDIR = Not a directory
reason-ENAMETOOLONG = File name too long
reason-ENOSPC = No space left on device
reason-EROFS = Read-only file system
own-of-kind = { $text }: { $why }
hint-statement = ; a line is a statement such as `input 32 x 32 x 3`, or a layer such as `conv N=6 K=5`
of-lines = { " " }(these { $count } lines)
hint-network = ; a name of several words, or with other signs, stands in quotes
hint-variant = ; a variant has its name in quotes, then values: `variant "small" N=16`
hint-input = ; sizes stand with `x` between them, the channels last: `input 32 x 32 x 3`
hint-from = ; behind `from` stand names of layers, with commas between them; a name with blanks has quotes
hint-block = ; a block is written `block b(N, S=1) {"{"} … {"}"}`, the first brace in this line
hint-repeat = ; what is repeated stands in `{"{"}` and `{"}"}`, the first of them in this line
hint-parallel = ; what is joined stands in `{"{"}` and `{"}"}`, the first of them in this line
hint-layer-COMMA = ; arguments stand side by side, without commas
hint-claim-COMMA = ; numbers stand without commas, and each claim has a line of its own
hint-let-COMMA = ; numbers stand without commas, and each symbol has a line of its own
hint-layer-ARGUMENT = ; arguments have names, and stand side by side: `K=5 S=2`
hint-VALUE = ; values stand without quotes
hint-path = ; the layers of a path stand in `{"{"}` and `{"}"}`
hint-convention = ; each convention has a line of its own: `convention keras`, `convention flops_per_mac = 1`
hint-layer-LBRACE = ; arguments are written `K=5`, without brackets around them
hint-layer-LPAR = ; arguments are written `K=5`, without brackets around them
hint-claim = ; a claim is a relation, such as `claim C1.params = 456`
hint-keyword = ; `{ $keyword }` begins a statement and cannot be a name
hint-let-NAME = ; one symbol and its value: `let N = 2*I`
hint-relation-NAME = ; one relation each; a product needs its `*`
hint-continued = ; a line goes on in the next one only within brackets
hint-require = ; a requirement has its code in quotes: `require "not-positive" N >= 1`
hint-title = ; behind `title` stand languages, each with a text: `title en "my layer"`
hint-BY = ; `x` is the times sign and cannot be a name
sign-equal = ; what is equal has `=` between
sign-unequal = ; there is none for what differs: it is said what holds
sign-order = ; at least is `>=`, at most `<=`
sign-arrow = ; layers stand in lines of their own, or with `;` between them
sign-both = ; each relation stands for itself, with a line or an option of its own
sign-change = ; a value is given once, with `=`
token-NAME = a name
token-NUMBER = a number
token-STRING = a text in quotes
token-_NL = the end of the line
token-END = the end
token-expression = a number or an expression
token-statement = a statement

## Limits on what is read and worked out: the name of each, and what it counts

limit-bytes = { $most } bytes
limit-levels = { $most } levels
limit-signs = { $most } words and signs
limit-digits = { $most } digits
limit-layers = { $most } layers
limit-faults = { $most } faults
limit-characters = { $most } characters
limit-factors = { $most } factors
limit-values = { $most } values
limit-terms = { $most } terms
limit-axes = { $most } axes
limit-classes = { $most } classes
limit-cells = { $most } cells
limit-points = { $most } points
limit-addends = { $most } lines
limit-steps = { $most } steps
limit-degree = degree { $most }
limit-pairs = { $most } pairs
limit-elements = { $most } elements
limit-models = { $most } models
limit-files = { $most } files
limit-names = { $most } names
limit-proofs = { $most } proofs
limit-formulas = { $most } formulas
limit-places = { $most } places

limit-programs = { $most } programs
limit-configurations = { $most } configurations

## Faults: reading

fault-unexpected = found { $found_word }, expected { LIST($wanted_words, by: " or ") }
    .page = A line is one statement: a keyword with what belongs to it, or a layer: `name: kind argument=value from inputs`. What stands there cannot go on with what stands before it.
fault-no-statement = `{ $found }` begins no statement{ $near }
    .page = The first word of a line is a keyword, in lower case, or the kind of a layer, before which a name with `:` may stand.
fault-foreign-line = this is a line of a program{ $of_lines }, and no statement of a network; a layer is written `name: kind argument=value`
    .page = A network is no program: its lines are layers. `symcnn check model.py` reads models of Keras and PyTorch.
fault-missing-value = a value is missing behind `{ $found }`
    .page = Behind `=` stands a number or an expression, as behind every sign of a calculation.
fault-missing-blank = a blank is missing before `{ $found }=`
fault-missing-colon = a layer's name ends with `:`, which is missing behind `{ $found }`
fault-missing-equal = `=` is missing behind `{ $found }`{ $near }: an argument is a name, `=` and a value
fault-missing-let = `{ $found }` gets its value with `let`: `let { $found } = …`
fault-missing-join = the kind that joins the paths is missing behind `parallel`: { $choices }
fault-missing-names = behind `from`, the names of the layers are missing that this one takes
fault-missing-dot = a quantity stands behind its layer, with a dot: `{ $example }`
fault-second-layer = `{ $found }` is a second layer in this line: `;` stands between two
fault-no-argument = `{ $found }` is no argument of `{ $kind }`: arguments are written `K=5`, inputs stand behind `from`
fault-layer-sum = layers are not computed with: `add from A, B` is their sum, `multiply from A, B` their product
fault-path-alone = `path` stands only within `parallel add { "{" } … { "}" }`
fault-not-in-body = `{ $found }` stands outside of blocks, paths and repetitions
fault-named-statement = `{ $found }` begins a statement of its own, which has no name with `:` before it
fault-no-item = `{ $found }` begins no item of a layer kind{ $near }{ $others }
fault-unknown-sign = `{ $found }` has no meaning here
    .page = Relations have `=`, `<`, `>`, `<=` and `>=`, calculations `+ - * / ^` and mod.
fault-unknown-character = `{ $found }` has no meaning here ({ $point })
    .page = Names have letters, digits and `_`; numbers, `+ - * / ^ ( ) [ ]` and `=` make expressions. All else stands in quotes or in comments.
fault-not-closed = `{ $found }` is never closed; a `{ $wanted }` is missing
    .page = Brackets and quotes are closed in the line in which they are opened; the braces of blocks, repetitions and paths may be closed further down.
fault-not-opened = `{ $found }` closes nothing
    .page = Each closing bracket belongs to one that was opened before it.
fault-wrong-bracket = found `{ $found }` where `{ $wanted }` closes the bracket
    .page = The bracket that was opened last is closed first, by one of its own kind.
fault-too-deep = brackets, powers or blocks stand too deep within each other: the limit is { $limit }
fault-statement-too-long = the statement is too long: the limit is { $limit }
fault-number-too-long = the number is too long: the limit is { $limit }
fault-file-too-large = the file is too large: the limit is { $limit }
fault-too-many-faults = there are too many faults to go on: the limit is { $limit }
fault-comment = `{ $found }` begins no comment: a comment begins with `#` and ends with its line
fault-needs-path = `{ $found }` is no path: what `parallel` joins begins with `path`
fault-unit-behind-number = `{ $name }` is no unit here: sizes and numbers stand alone; a symbol of this name is multiplied: `{ $number }*{ $name }`
fault-scale-behind-number = `{ $name }` is no symbol of the network, and `{ $found }` no number: numbers are written out{ $near }
fault-setting-without-value = a symbol and its value are expected: { $example }
fault-section = `{ $found }` begins no statement: a line is a layer, such as `conv N=6 K=5`
fault-batch-axis = an input has no axis of the batch: sizes, then channels, such as `input 32 x 32 x 3`
fault-two-inputs = a network has one input; the first one stands
fault-convention-value = the convention `{ $name }` takes a number, found `{ $found }`{ $near }
fault-binary-file = the file is binary, and no text{ $of_format }; a network is text with a layer a line, such as `conv N=6 K=5`
fault-foreign-file = this is { $format }, and no network; a network is text with a layer a line, such as `conv N=6 K=5`
fault-not-text = the file is not UTF-8 text; it may be { $encoding }: iconv -f { $encoding } -t UTF-8 { $file } > utf8-{ $file }
fault-not-a-notebook = the file is not a notebook: JSON with a list of cells is expected
fault-notebook-too-deep = the JSON of the notebook is nested too deeply
fault-cannot-read = the file cannot be read: { $why }{ $near }{ $inside }
fault-mixed-relations = one chain mixes `{ $found }` with another sign
fault-unknown-function = there is no function `{ $found }`; there are { $choices }
fault-wrong-count = `{ $function }` takes { $wanted ->
    [one] { $wanted } argument
   *[other] { $wanted } arguments
 }, found { $found }

## Faults: names

fault-no-number = `{ $name }` is no number here: write { $value }
fault-half-number = `{ $name }` is no number: behind `e` the exponent is missing; if a symbol is meant: `{ $product }`
fault-no-parameter = `{ $name }` is neither a parameter of the block{ $near } nor a symbol of the network; a free one is declared: `let { $name }`
    .page = In a block stand its parameters and the symbols of the network.
fault-kind-exists = `{ $name }` is a layer kind already; choose another name
fault-merge-conflict = a merge left both sides here (lines { $lines_told }): keep one of them, and take the marks out
fault-fenced = this is a fence of Markdown, and no statement: leave the lines { $rows } out
    .page = In a file of its own a network stands without a fence; in a document `symcnn check` reads what is fenced.
fault-apart-argument = `{ $found }` stands apart from its layer: arguments stand side by side, without `;`
fault-second-statement = `{ $found }` begins a second statement in this line: `;` stands between two
fault-bad-name = `{ $found }` is no plain name: names have letters, digits and `_`, no digit first; others stand in quotes
fault-missing-kind = a kind is missing behind `{ $found }:`, such as `{ $found }: relu`
fault-two-networks = a file holds one network; its first name stands
fault-defined-twice = `{ $name }` is defined twice; names must differ
fault-used-before = `{ $name }` gets its value here or below; a `let` uses only those above it
fault-empty-name = a layer's name must not be empty
fault-no-input = the network has no input; begin with `input 32 x 32 x 1` (sizes, then channels)
fault-unknown-kind = there is no layer kind `{ $name }`{ $near }
    .page = A layer has a kind of the catalogue (`symcnn explain` lists them), one that the file defines with `layer`, or a block of the file.
fault-endless-kind = the kind `{ $name }` is, through others, like itself
fault-endless-rule = in `{ $kind }`, the rule for `{ $name }` needs its own result
fault-unknown-argument = `{ $kind }` takes no argument `{ $name }`{ $near }; it takes { $choices }
    .page = Arguments have the names that the kind gives them; `symcnn explain conv` lists those of a convolution.
fault-unknown-axes = a spelling is `on` { $choices } of the input's axes, found `{ $found }`
fault-given-twice = the argument `{ $name }` is given twice; leave one of them out
fault-missing-argument = `{ $kind }` also needs { $names }
    .page = An argument without a default must be given.
fault-unknown-layer = there is no layer `{ $name }`{ $near }{ $others }
    .page = Behind `from` and in claims stand names of layers above; a layer without one is called by its kind with a number: `relu_1`.
fault-takes-itself = `{ $name }` cannot be its own input
fault-cycle = `{ $layer }` cannot take `{ $name }`, which comes later: a layer takes only what stands above it, so that there is no cycle; move this line below that of `{ $name }`
    .page = A layer takes the line above it, or the layers that `from` names. All of them must stand above it, so a network can have no cycle.
fault-endless-block = the block `{ $name }` contains itself: { $names }
fault-bad-count = a repetition needs a whole number from 0, found { $value }
fault-no-closed-form = `{ $name }` has no closed form: none is found for what its rounds do to sizes, channels and receptive fields; give its symbol a number (`let`, or --set)
    .python = `{ $name }` has no closed form: none is found for what its rounds do to sizes, channels and receptive fields; bind its symbol to a number, as in bind(n=3)
fault-not-a-join = `{ $name }` does not join paths; { $choices } do
fault-no-paths = there is no `path` to join
fault-one-input = `{ $kind }` takes one input; join several with `concat`, `add` or `multiply` first
fault-unknown-name = the rule for `{ $rule }` speaks of `{ $name }`, which is not known there
fault-unknown-source = no `source { $key }` gives this publication{ $near }
fault-unknown-preset = there is no preset `{ $name }`{ $near }; there are { $choices }
fault-unknown-convention = there is no convention `{ $name }`{ $near }; there are { $choices }
fault-unknown-word = `{ $name }={ $found }` means nothing{ $near }; beside numbers, { $name } takes { $choices }
fault-not-a-word = `{ $name }={ $found }` means nothing{ $near }; { $name } takes { $choices }
fault-unknown-quantity = there is no quantity `{ $name }`{ $near }; there are { $choices }
fault-letter-for-digit = `{ $name }` has the letter `{ $letter }` where a digit is meant: write { $value }{ $or_declare }
fault-glued-sizes = `{ $name }` is one name here; sizes that are meant apart: { $sizes }
fault-number-in-words = `{ $name }` is a name here, not a number: write { $value }{ $or_declare }
fault-undeclared = `{ $name }` is no symbol of the network{ $near }{ $declare }
    .page = A name in a value is a symbol. One that is like a symbol of the file is taken for a slip; claims have only symbols of the network.
fault-let-cycle = each of these needs the other: { LIST($names, by: " → ") }
fault-too-many-layers = the network has too many layers: the limit is { $limit }

## Faults: values

fault-not-a-number = this must be a number or an expression
fault-not-a-symbol = `{ $name }` is a figure of a layer; only claims and arguments of later layers can speak of those
fault-reserved = `{ $name }` is a reserved name; choose another
fault-not-whole = { $name } must be a whole number, found { $value }
fault-one-number = { $name } of `{ $kind }` takes one number, not one an axis
fault-not-a-pair = { $name } of `{ $kind }` takes no pair [before, after]
fault-wrong-axes = { $name } has { $found ->
    [one] { $found } part
   *[other] { $found } parts
 }, the input has { $wanted ->
    [one] { $wanted } axis
   *[other] { $wanted } axes
 }
fault-too-many-axes = the input has { $found } axes: the limit is { $limit }
fault-bad-input = sizes and channels of the input must be whole numbers from 1, found { $value }
fault-undefined = this has no value: it divides by zero or is no number
fault-too-large = this is too large to be worked out exactly: the limit is { LIST($limit, by: " or ") }
    .page = Numbers are exact, so a power such as 9^9^9^9 would fill the memory. A number has at most 1,000 digits.

## Faults: layers

fault-sizes-multiplied = `{ $found }` is one number here, which makes the input a vector; `{ $kind }` needs a map: sizes stand apart, then the channels
fault-needs-map = `{ $kind }` needs a map, but its input is a vector{ $since }{ $vector }
    .page = A fully connected layer, a flatten layer and global pooling give a vector, which has no axes that a window could slide along. Put the layer before them.
fault-not-positive = must be at least 1: { $why }
fault-negative-padding = padding cannot be negative: { $why }
fault-padding-too-large = the padding is larger than the window: { $why }
fault-output-padding-too-large = the output padding must be smaller than the stride: { $why }
fault-kernel-too-large = the kernel is larger than the padded input: { $why }{ $course }{ $picture }
    .page = A window of K places must fit at least once into the I cells of the input and its padding: K ≤ I + 2P. Make the kernel or the stride before it smaller, the input larger, or pad.
fault-groups-do-not-divide = groups must divide the channels: { $why }
    .page = With G groups each kernel sees C/G channels and each group has N/G kernels; both must be whole numbers.
fault-needs-sequence = needs a sequence: a map with one axis: { $why }
    .page = The layer goes along one axis: `input 80 x 16` is a sequence of 80 steps with 16 numbers each. A picture is made one by `reshape`, a vector of words by `embedding`.
fault-needs-vector = needs a vector, not a map: { $why }
fault-one-channel = each position must hold one number: { $why }
    .page = An embedding replaces whole numbers: its input is a vector of them (`input 80`) or a map with one channel (`input 80 x 1`).
fault-one-or-two = must be 1 or 2: { $why }
fault-heads-do-not-divide = the heads must divide the channels: { $why }
    .page = Each head takes C/heads of the channels, unless `d` says how many numbers it has.
fault-does-not-divide = must divide without remainder: { $why }
fault-reshape-differs = the numbers of values differ: { $why }
    .page = A reshape keeps every value: the sizes and channels of the new shape must multiply to those of the old one.
fault-other-weights = the weights of `{ $layer }` do not fit here: { LIST($counts, by: " and ") } of them; the inputs are { LIST($shapes, by: " and ") }
    .page = `again` uses the weights of an earlier layer once more, so the input must have as many channels (for a fully connected layer: as many values) as the first one.
fault-not-again = `{ $name }` has no line of its own that could be used again
fault-not-a-share = a share lies between 0 and 1: { $why }
fault-crop-too-large = more is kept than there is: { $why }
fault-channels-first = the input is { LIST($found, by: ", ") }: its channels stand last here; for a picture write `{ $wanted }`
    .page = Sizes come first, then channels, as in Keras. PyTorch's 3×224×224 is `input 224 x 224 x 3`; read as it stands it would be a map of 3×224 cells with 224 channels.
fault-no-channels = the input is a sequence of { $found } places with { $found } channels; for a picture write `{ $wanted }`
    .page = The last number is the channels: `input 28 x 28` has one axis. A grey picture is `input 28 x 28 x 1`.
fault-needs-inputs = `{ $kind }` takes { $wanted } inputs, but gets { $found }; write `from a, b`
    .page = A kind that joins takes the layers that are named behind `from`, or the ends of the paths of `parallel`.
fault-sizes-differ = the branches that meet have different sizes: { LIST($branches, by: "; ") }{ $bring }
    .page = Maps that meet in `add`, `multiply` or `concat` have the same sizes.
fault-channels-differ = the branches that meet have different numbers of channels: { LIST($branches, by: "; ") }{ $bring }
    .page = Maps that are added or multiplied have as many channels as each other.
fault-size-vanishes = the output would be { $value } wide; the input is { $shapes }{ $course }{ $picture }
fault-table-rows = the table has { $found ->
    [one] { $found } row
   *[other] { $found } rows
 } for { $wanted ->
    [one] { $wanted } output map
   *[other] { $wanted } output maps
 }
fault-table-twice = row { $row } names a map twice
fault-table-map = the table speaks of map { $found }, but the input has { $wanted ->
    [one] { $wanted } map
   *[other] { $wanted } maps
 } (counted from 0)

## Faults: the command line

fault-sum-over-layers = it is not seen what one layer adds to this sum over layers; a receptive field is 1 + \sum_i (K_i - 1) \prod_j S_j
fault-kind-before-formula = `{ $name }` names the layer, and is no part of the formula
fault-no-rule = `{ $kind }` has no rule for `{ $name }`
fault-no-such-rule = no layer kind has a rule for `{ $name }`
fault-not-a-meaning = `{ $given }` does not say what a letter means: write it as `W=I`, with one of { $choices }
fault-two-formulas = two formulas are compared with each other: each is an expression, or both begin with the same name and `=`
fault-no-total = the total of { $name } has no closed form; give its symbols numbers (`let`, or --set)
    .python = the total of { $name } has no closed form; bind its symbols to numbers, as in bind(n=3)
fault-unknown-layer-option = there is no layer `{ $name }`{ $near }{ $others }
fault-bad-assumption = `{ $found }` is no assumption; write what a symbol leaves when it is divided, a bound of it or its value in other symbols, such as 'k mod 2 = 0', 'I >= 32', 'I = 2^m'
fault-nothing-assumed = no `{ $name }` meets what is assumed: { LIST($relations, by: ", ") }
fault-assumed-value = `{ $name }` with one value is no symbol any more: --set { $name }={ $value }
fault-open-rounds = what must hold in round `{ $name }` of a repetition is not seen for all rounds at once; give their number (--set)
    .python = what must hold in round `{ $name }` of a repetition is not seen for all rounds at once; bind their number, as in bind(n=3)
fault-several-networks = there is no file `{ $name }`, and several well-known networks begin with this name: { $choices }
fault-unknown-network = there is no file `{ $name }`, and no well-known network of this name{ $near }
fault-unknown-symbol = the network has no symbol `{ $name }`{ $near }; it has { $choices }
fault-needs-values = { LIST($names, by: ", ") } must have numbers first: add { $settings }
    .python = { LIST($names, by: ", ") } must have numbers first: bind({ $bound })
fault-not-varied = a symbol and its values are expected: N=16..512:16, or K=1,3,5
fault-no-range = a range goes from a number to a greater one, by steps above 0: N=16..512:16{ $near }
fault-too-many-values = these are too many values of one symbol: the limit is { $limit }
fault-varied-twice = `{ $name }` is varied twice: write all its values behind one --vary
fault-too-many-cases = { LIST($names, by: ", ") } can have no closed form here, and so many values need too many programs: the limit is { $limit }
fault-not-told = { LIST($names, by: ", ") } cannot be told here
fault-too-many-rows = these are too many rows to keep together: the limit is { $limit }; ask for less with --where
    .python = these are too many rows to keep together: the limit is { $limit }; ask for less with where
fault-too-many-shown = these are too many rows to show: the limit is { $limit }; write them with -o FILE.csv, or ask for less with --where
fault-beyond-64-bits = `{ $name }` has values that are no whole numbers of 64 bits, which Parquet does not hold: write CSV
fault-needs-extra = this needs { $package }: pip install 'symcnn[{ $extra }]'
fault-no-scheduler = no scheduler of Dask answers at `{ $name }`: { $why }
fault-needs-bounds = `{ $name }` can have too many values to try all combinations (the limit is { $limit }): add --where '{ $name } <= …'
    .python = `{ $name }` can have too many values to try all combinations (the limit is { $limit }): add "{ $name } <= …" to where
fault-no-such-solution = there is no solution number { $number }; there are { $count }
fault-output-is-folder = `{ $name }` is a folder; name a file in it: { $example }
fault-not-a-figure = `{ $found }` is no number such as 60000, 60K or 25.6M
fault-unknown-format = `{ $name }` has no known format; use { $choices }
fault-unknown-code = there is no rule `{ $name }`{ $near }; there are { $choices }
fault-not-toml = `{ $file }` is not TOML: { $why }
fault-unknown-key = `{ $file }`: there is no key `{ $name }`{ $near }; there are { $choices }
fault-wrong-type = `{ $file }`: `{ $name }` takes { $wanted }, found { $found }
fault-wrong-choice = `{ $file }`: `{ $name }` cannot be `{ $found }`{ $near }; it takes { $choices }
fault-too-many-files = there are too many files to check: the limit is { $limit }
fault-changed-meanwhile = the file was changed while it was checked, and is left as it is; check it again
fault-no-edit = edits are written only into a file of text that is checked as it stands; a notebook is not
fault-internal-error = the program fails here, and that is its own mistake, not yours: { $why } at { $where }; please report it with this line, the command and the file
    .page = Report the command as it was typed, the file, and what is printed with SYMCNN_DEBUG=1 before the command. The answers of other files stand.
fault-output-is-input = `{ $name }` is read here; write to another file
fault-unknown-command = there is no command `{ $name }`{ $near }; there are { $choices }
fault-unknown-option = there is no option `{ $name }` here{ $near }; usage: { $usage }
fault-missing-word = `{ $word }` is missing; usage: { $usage }
fault-needs-value = a value is missing behind `{ $name }`
fault-bad-choice = `{ $option }` cannot be `{ $name }`{ $near }; it takes { $choices }
fault-bad-count-option = `{ $option }` takes a whole number from { $least }, found `{ $name }`
fault-too-many-words = `{ $name }` is one word too many; usage: { $usage }
fault-misused = the words cannot be taken as they were typed: { $text } Usage: { $usage }
fault-exclude-each-other = `{ $other }` and `{ $name }` exclude each other; leave one of them out
fault-one-of-these = exactly one of { $choices } is needed
fault-no-folder = there is no folder `{ $folder }` to write into: mkdir -p { $folder }
fault-cannot-write = the file cannot be written: { $why }
fault-unknown-subject = there is no layer kind, quantity, convention or code `{ $name }`{ $near }
fault-unusual = seldom meant: { $text }: { $why }

## Findings: claims of a network

claim-equal = all sides are equal
claim-differs = { $name } is { $value }
claim-because = { $name } is { $value }: { $cause }
claim-sides = the sides are { $values }
claim-rounded = the exact values are { $values }
claim-cut = the exact values are { $values }; further digits are cut off, not rounded
claim-floored = the exact values are { $values }; they agree only when rounded down
claim-raised = the exact values are { $values }; they agree only when rounded up
claim-counterexample = not for { LIST($point, by: ", ") }, as the sides are { $values }
claim-condition = holds when { LIST($conditions, by: " and ") }; not for { LIST($point, by: ", ") }, as the sides are { $values }
claim-convention = { $name } is { $value }; what is claimed counts with { LIST($conventions, by: ", ") }
claim-decided = { $name } is { $value } by { LIST($conventions, by: ", ") }
claim-untold = it cannot be told behind an upsampling
claim-open = neither proved nor refuted

## Findings: calculations

calculation-exact = { $side } is { $value }
calculation-rounded = { $side } is { $value }; { $claimed } agrees to its own digits
calculation-cut = { $side } is { $value }; the further digits of { $claimed } are cut off, not rounded
calculation-binary = right where K, M and G of bytes are powers of 1024 (MB read as 2²⁰ bytes)
calculation-scale-once = { $side } is { $value }: the scale stands once, for all numbers
calculation-dotted = { $side } is { $value } where points group digits
calculation-percent = { $side } is { $claimed } only in percent, whose sign is missing
calculation-power = { $side } is { $value } only if { $number } is { $power }, its last digit raised
calculation-twice = { $side } is { $value }, not { $claimed }: the biases, { $term }, are added twice
calculation-floored = { $side } is { $value }; { $claimed } holds only when it is rounded down
calculation-raised = { $side } is { $value }; { $claimed } holds only when it is rounded up
calculation-near = { $side } is { $value }; { $claimed } is said to be about that much
calculation-order = { $side } is { $value }; { $claimed } tells its order of magnitude
calculation-within = { $side } is { $value }; { $claimed } is possible only if its numbers are rounded ones
calculation-width = { $side } is { $value }; { $claimed } bytes where each value takes { $width }
calculation-off = { $side } is { $value }, not { $claimed }
calculation-biases-left-out = { $side } is { $value }; { $claimed } is the sum without its last term (the { $term } biases left out)
calculation-last-term-left-out = { $side } is { $value }; { $claimed } is the sum without its last term, { $term }
calculation-because = { $side } is { $value }, not { $claimed }: { $cause }
calculation-perhaps = { $side } is { $value }, not { $claimed }; perhaps { $cause }
calculation-too-large = not worked out: its numbers pass the limit { $limit }
calculation-too-long = not read: a line without an end passes the limit { $limit }
calculation-no-biases = alone in its list this line counts no biases
check-internal-error = the rule { $rule } failed here, and its answers are missing: { $error } at { $where }; this is a mistake of the program, please report it with the document

## Findings: totals of the lines above

sum-exact = { $labels } add up to { $value }
sum-rounded = { $labels } add up to { $value }
sum-cut = { $labels } add up to { $value }
sum-too-many = not decided: it adds up more lines than { $limit }
sum-off = { $labels } add up to { $value }, not { $claimed }

## Findings: tables of layers

table-unit = the cells count values, not bytes: { $claimed } is for { $count } values, which take four times as many bytes

## Findings: layers described in words

departs-stride = the stride is not told, and is that of the rule
departs-padding = the padding is not told
departs-unbiased = no biases are counted
departs-rounding = the last window is rounded up
departs-groups = the kernels see one group of the channels
departs-kind = another kind of layer bears this name
departs-input = another output of the layer before comes in
departs-repeat = all of the layers like it are counted
about = about { $value }
relation-share = it is { $value } of it
relation-share-percent = it is { $value } % of it
relation-less = it is less by { $value } of it
relation-less-percent = it is { $value } % less
relation-more = it is more by { $value } of it
relation-more-percent = it is { $value } % more
relation-fold = it is { $value } times as much
relation-changed = after that change the ratio is { $value }
relation-changed-percent = after that change it is { $value } %
relation-equal = one of them is { $claimed }, the other { $value }
relation-bytes = it takes { $value } bytes
relation-sum = the total is { $value }
relation-again = it is { $value }, told again
relation-operations = at all places together it is { $value }
relation-product = the product is { $value }
relation-crop = from each side { $value } are cut
layer-padding = to keep the size, { $value } are padded on each side
layer-output = the output size is { $value }
layer-params = the layer has { $value ->
    [one] { $value } parameter
   *[other] { $value } parameters
 }
layer-neurons = the layer has { $value ->
    [one] { $value } neuron
   *[other] { $value } neurons
 }
layer-connections = the layer has { $value ->
    [one] { $value } connection
   *[other] { $value } connections
 }
layer-weights = the layer has { $value ->
    [one] { $value } weight
   *[other] { $value } weights
 }, biases not counted
layer-biases = the layer has { $value ->
    [one] { $value } bias
   *[other] { $value } biases
 }
layer-values = the layer gives { $value ->
    [one] { $value } value
   *[other] { $value } values
 }
layer-bytes = that takes { $value } bytes
layer-total = all together come to { $value }
layer-macs = the layer multiplies and adds { $value } times
layer-flops = the layer takes { $value } floating-point operations
layer-depth = the kernels see { $value ->
    [one] { $value } channel
   *[other] { $value } channels
 }
layer-receptive_field = the receptive field is { $value }
layer-trainable = the layer learns { $value ->
    [one] { $value } parameter
   *[other] { $value } parameters
 }
layer-statistics = the layer keeps { $value } statistics that are not learned
layer-fan_in = each kernel has { $value ->
    [one] { $value } weight
   *[other] { $value } weights
 }
layer-kernel_params = each kernel has { $value } parameters with its bias
layer-E = the kernel spans { $value ->
    [one] { $value } place
   *[other] { $value } places
 } along an axis
layer-plane = a map has { $value ->
    [one] { $value } value
   *[other] { $value } values
 }
layer-entering = { $value ->
    [one] { $value } value comes
   *[other] { $value } values come
 } into the layer
layer-channels = the layer gives { $value ->
    [one] { $value } channel
   *[other] { $value } channels
 }
layer-group_in = each group sees { $value ->
    [one] { $value } channel
   *[other] { $value } channels
 }
layer-group_out = each group gives { $value ->
    [one] { $value } channel
   *[other] { $value } channels
 }
layer-jump = the jump, the product of the strides so far, is { $value }
table-above = the row above gives { $value }
table-padding = the padding that keeps the size is { $value }
table-agreeing = with { $value } all the other cells agree
table-proportion = in proportion to the other rows it is { $value }
table-column = as the other rows are counted it is { $value }

## Findings: figures of well-known networks

known-figure = { $model }: { $quantity } { $value }
known-figure-counted = { $model }: { $quantity } { $value } ({ LIST($how, by: "; ") })
known-layer = { $layer } of { $model }: { $quantity } { $value }
known-layer-counted = { $layer } of { $model }: { $quantity } { $value } ({ LIST($how, by: "; ") })
known-params = parameters
known-weights = weights
known-biases = biases
known-bytes = bytes of the parameters, 4 each,
known-macs = multiplications with addition
known-flops = floating-point operations
known-neurons = units
known-connections = connections
known-layers = layers
known-conv = convolutions
known-dense = dense layers
known-pool = poolings
known-input = input
known-output = output
known-kernel = kernel
known-receptive_field = receptive field
counting-with-statistics = moving statistics counted
counting-no-top = without its last layers
counting-other-classes = with another number of classes
counting-weights = weights of convolutions and dense layers alone
counting-macs = a multiplication with its addition is one operation
counting-flops = a multiplication with its addition is two operations
counting-macs-convolutions = convolutions alone; a multiplication with its addition is one operation
counting-flops-convolutions = convolutions alone; a multiplication with its addition is two operations
counting-by-tool = as { $tool } counts
counting-with-poolings = poolings counted
counting-trained = all layers with parameters of their own
counting-all-paths = all paths counted
counting-all-conv = all convolutions together
counting-all-dense = all dense layers together
counting-all-pool = all poolings together

## Findings: shapes beside code

code-output = { $layer } gives { $value }
code-params = { $layer } has { $value ->
    [one] { $value } parameter
   *[other] { $value } parameters
 }

## Findings: code

code-channels-disagree = { $layer } takes { $wanted ->
    [one] { $wanted } channel
   *[other] { $wanted } channels
 }, but the layer before it gives { $found }
code-features-disagree = { $layer } takes { $wanted ->
    [one] { $wanted } value
   *[other] { $wanted } values
 }, but the layer before it gives { $found }
code-does-not-fit = the network does not fit together ({ $code })
code-skipped = this code was not followed ({ $code })
code-too-large = not followed from here on: it passes the limit { $limit }
code-broken-code = this code is incomplete and was skipped
code-unknown-value = this code was not followed: `{ $name }` is not told
code-unknown-layer = this code was not followed: `{ $name }` is not known
code-not-a-chain = the layers are no chain or graph that can be followed
code-no-input-shape = the shape of the input is not told

## Findings: networks in fenced blocks

network-faulty = the network is not read: { $code }

## Findings: formulas of a document

formula-proved = it is the rule { $rule }
formula-proved-for = it is the rule { $rule } for { LIST($assumed, by: " and ") }
formula-if = holds when { LIST($conditions, by: " and ") }; the rule is { $rule }
formula-conditional = holds when { LIST($conditions, by: " and ") }; for { LIST($point, by: ", ") } it gives { $value }, the rule { $rule } gives { $right }
formula-rounded-down = with the quotient rounded down, as the document says (“{ $phrase }”), it is the rule { $rule }
formula-rounded-up = with the quotient rounded up it is the rule { $rule }
formula-refuted-because = for { LIST($point, by: ", ") } it gives { $value }, the rule { $rule } gives { $right }: { $cause }
formula-too-large = not decided: it passes the limit { $limit }
formula-reading = letters as in { $source }
rounding-up = the size behind a convolution is rounded down: the rule is { $rule }; for { LIST($point, by: ", ") } rounding up gives { $value }, not { $right }

## Findings: why a number is wrong, with the values of the case

because-bias-left-out = the { $biases ->
    [one] { $biases } bias is left out
   *[other] { $biases } biases are left out
 }
because-groups-ignored = the { $groups } groups are ignored, though each kernel sees only { $channels ->
    [one] { $channels } channel
   *[other] { $channels } channels
 }

## Findings: the smallest change that makes a wrong place true

edit-last-term-left-out = the last term was left out
edit-wrong-digit = a digit is wrong
edit-digit-missing = a digit is missing
edit-digit-doubled = a digit was written twice
edit-digit-too-many = there is a digit too many
edit-digits-exchanged = two digits were exchanged
edit-wrong-result = the result is wrong
edit-bias-left-out = the biases were left out
edit-bias-twice = the biases were added twice
edit-floor-for-ceiling = rounded down instead of up
edit-ceiling-for-floor = rounded up instead of down
edit-padding-left-out = the padding was left out
edit-bracket-left-out = a bracket was left out
edit-one-left-out = the + 1 was left out
edit-kernel-once = the kernel size was counted along one axis only
edit-twice = the result was doubled
edit-half = the result was halved
edit-kernel-not-squared = the kernel size was not squared
edit-one-too-much = there is a 1 too much
edit-term-left-out = a term was left out
edit-term-too-much = there is a term too much
edit-factor-left-out = a factor was left out
edit-factor-too-much = there is a factor too much
edit-square-left-out = a letter was not squared
edit-square-too-much = a letter was squared that counts once
edit-another-letter = one letter stands in the place of another
edit-another-number = a number is wrong
edit-sign-turned = a sign is turned round
edit-sum-for-product = a sum stands in the place of a product, or the converse
edit-rounded-otherwise = rounded, or compared, the other way

## Findings: rows and totals of printed summaries

summary-bare = only without the biases that other rows have
summary-code = as the code has it
summary-code-params = the code gives { $derived }, not { $claimed }
summary-code-params-biases = the code gives { $derived }; { $claimed } is that without the { $biases ->
    [one] { $biases } bias
   *[other] { $biases } biases
 }
summary-code-shape = the code gives the shape { $derived }, not { $claimed }
summary-layer = { $layer } gives these figures
summary-none = a layer without parameters; its sizes follow
summary-flat = as many values as the layer before
summary-sum = the sum
summary-weightless = this layer has no parameters
summary-no-layer = no layer of this kind gives these figures here
summary-zero = a size is 0
summary-odd = no usual window explains the sizes
summary-unknown = what this layer does is not known here
summary-shrunk = a function may have made the map smaller before it is flattened
summary-unconfirmed = follows as far as can be told, but no total confirms it
summary-doubtful = this figure or one beside it is wrong
summary-wrong-params = { $derived } follows from the shapes, not { $claimed }
summary-wrong-shape = only with the shape { $derived } do this row and the next come out
summary-total = the sum of the rows
summary-total-mended = the sum of the rows as the code has them
summary-total-differs = the rows add up to { $derived }
summary-total-cut = rows of the table are missing
summary-total-open = the table does not tell enough
summary-difference = the difference of the others
summary-difference-differs = the other lines leave { $derived }
summary-memory = { $derived }, by this tool's convention
summary-memory-differs = { $derived }, by this tool's convention, not { $claimed }

## Edits

help = write `{ $new }` for `{ $old }`: { $name }
help-insert = insert `{ $new }`: { $name }
help-delete = delete `{ $old }`: { $name }
help-perhaps = perhaps { $help }

## The pages of rules: what a rule finds, how it decides, and the captions of its examples

page-calculation = Calculations
    .finds = Chains of numbers: every `a = b = c` or `a ≈ b` whose sides are numbers, with the signs that books use.
    .decides = Each side is evaluated exactly. A side printed with fewer digits may differ by half a unit of its last digit; then the calculation is rounded, not wrong.
    .markdown-prose-lists-quotations = Markdown: prose, lists, quotations
    .markdown-mathematics = Markdown: mathematics
    .plain-text = plain text
    .latex-with-its-own-mathematics = LaTeX, with its own mathematics
    .notebooks-text-code-and-what-it-printed = notebooks: text, code and what it printed
    .python-comments = Python: comments
    .python-docstrings = Python: docstrings
    .html-without-scripts-and-styles = HTML, without scripts and styles
    .restructuredtext-as-plain-text = reStructuredText, as plain text
    .mathml-within-html = MathML within HTML
    .web-page-text-printed-twice = web page text printed twice
    .x-as-times = × · ∗ * as times
    .the-letter-x-as-times = the letter x as times
    .implicit-products = implicit products
    .times-cdot-ast = \times, \cdot, \ast
    .fractions-floors-and-ceilings-of-latex = fractions, floors and ceilings of LaTeX
    .floor-ceil = ⌊ ⌋, ⌈ ⌉, floor(), ceil()
    .division-sign = ÷
    .powers-superscripts = powers: ^, **, superscripts
    .the-minus-and-full-width-signs = the minus − and full-width signs
    .a-column-of-results = a column of results beside one of calculations
    .the-result-on-the-left = the result on the left
    .chains = chains
    .equals-in-chinese = the Chinese word for "equals"
    .about = ≈ and about
    .remarks-in-brackets-inside-a-calculation = remarks in brackets inside a calculation
    .floor-and-maximum-as-functions = floor and maximum as functions
    .thousands-by-commas = 1,792
    .thousands-by-blanks = 1 792
    .thousands-by-apostrophes = 1'792
    .thousands-in-latex = 1{ "{" },{ "}" }792 in LaTeX
    .thousands-by-points = 1.792, where that makes a number right
    .letters-of-scales = k, K, M, G
    .chinese-scales = the Chinese scales of 10⁴ and 10⁸
    .percentages = percentages
    .decimals-that-are-rounded = decimals that are rounded
    .bytes-kb-mb = bytes, KB, MB as 10⁶
    .mb-as-a-power-of-two = MB as 2²⁰
    .mib = MiB
    .scientific-notation = scientific notation
    .powers-of-ten = powers of ten
    .tex-macros-of-the-document-s-own = TeX macros of the document's own
    .operations-and-results-in-words = operations and results in words
    .a-scale-that-stands-once = a scale that stands once
    .an-order-of-magnitude = an order of magnitude
    .errors-that-are-told-as-such = errors that are told as such
    .a-wrong-result = a wrong result
    .a-rounded-result = a rounded result
    .numbers-beyond-the-limits = numbers beyond the limits
    .a-product-without-a-result = a product without a result
    .a-copied-formula-glued-to-itself = a copied formula glued to itself
    .two-shapes-joined-by-an-equals-sign = two shapes joined by an equals sign
    .dates-versions-file-names = dates, versions, file names
    .assignments-of-programs = assignments of programs
    .what-code-comes-to = what code comes to, in the comment beside it
    .numbers-in-words = numbers in words
    .commas-before-decimals = commas before decimals
    .chinese-numerals = Chinese numerals
    .comparisons = comparisons: <, ≤, ≫
    .integrals-sums-products = integrals, sums ∑, products ∏
    .matrices = matrices
    .accuracies-times-and-prices = accuracies, times and prices
    .arrows-as-equality = arrows as equality: →, =>
    .roots-logarithms-factorials = roots, logarithms, factorials
    .remainders-mod = remainders: mod, %
    .fractions-in-one-character = fractions in one character: ½
    .comments-of-latex-and-html = comments of LaTeX and HTML
    .scripts-and-styles-of-html = scripts and styles of HTML
    .equations-of-code = equations of code: ==
    .code-in-other-languages = code in other languages
page-claim = Claims of a network
    .finds = The `claim` lines of a network in the language of this program, in a file or fenced in a document, and text such as `C1.params = 156` that names a layer of a fenced network.
    .decides = Both sides are derived from the network and compared, as numbers or, where symbols are left, as formulas.
    .claims-of-a-fenced-network = claims of a fenced network
    .prose-that-names-its-layers = prose that names its layers
    .a-fenced-network-with-a-fault = a fenced network with a fault
page-formula = Formulas
    .finds = Formulas in letters for sizes, weights, parameters and other quantities of a layer.
    .decides = The letters mean what the document's own legend says, else what a known notation says. The formula is then proved to be the catalogue's, refuted with the smallest counterexample, or holds under a condition. A letter that cannot be bound leaves it undecided.
    .latex-with-a-legend-in-words = LaTeX, with a legend in words
    .plain-text-a-chinese-legend = plain text, a Chinese legend
    .parameters-from-weights-and-biases = parameters from weights and biases
    .without-a-floor-under-a-condition = without a floor: under a condition
    .rounded-down-in-words = rounded down in words
    .subscripts-c-in-h-out = subscripts C_{ "{" }in{ "}" }, H_{ "{" }out{ "}" }
    .layer-indices-n-l = layer indices n^{ "{" }[l]{ "}" }
    .names-of-arguments-padding-0 = names of arguments: padding[0]
    .chinese-words-as-letters = Chinese words as letters
    .names-in-brackets = names in brackets
    .no-left-side-but-the-words-before = no left side, but the words before
    .receptive-fields = receptive fields
    .a-wrong-formula-k-for-k2 = a wrong formula: K for K²
    .the-ratio-of-a-separable-convolution = the ratio of a separable convolution
    .in-words = in words
    .a-value-given-anew = a value given anew: ←, :=, +=
    .same-without-the-stride = "same" without the stride
    .formulas-within-pictures = formulas within pictures
    .letters-whose-meaning-is-not-told = letters whose meaning is not told
    .formulas-off-the-subject = formulas off the subject
page-layer-fact = What is said of a layer
    .finds = The neurons and connections of a layer that is described label by label.
    .decides = The layer's rule gives the number, from the input and the arguments that the other labels state. A number that differs may count another thing; nothing is said of it.
    .its-neurons-and-connections = its neurons and connections
    .prose-about-a-layer-that-code-alone-defines = prose about a layer that code alone defines
page-layer-output = Output sizes of layers
    .finds = Output sizes: in sentences that tell the layer's input and arguments, in tables of layers, in comments at the layers of code.
    .decides = The layer's rule gives the size from the arguments that are stated. Where stride or padding are not, a size that differs is not judged; pooling that may round up is conditional or undecided.
    .sizes-from-kernel-stride-padding = sizes from kernel, stride, padding
    .a-wrong-size = a wrong size
    .tables-of-latex = tables of LaTeX
    .keras-sequential-beside-a-summary-or-shapes = Keras Sequential beside a summary or shapes
    .keras-functional = Keras functional
    .a-wrong-shape-in-a-comment = a wrong shape in a comment
    .a-shape-in-prose-that-a-layer-gives = a shape in prose that a layer gives
    .a-layer-in-one-sentence = a layer in one sentence
    .the-same-in-chinese = the same in Chinese
    .a-wrong-output-of-such-a-layer = a wrong output of such a layer
    .tables-of-restructuredtext = tables of reStructuredText
    .kernels-without-an-input = kernels without an input
    .tables-without-a-column-of-kernels = tables without a column of kernels
page-layer-params = Parameters of layers
    .finds = The number of parameters of a layer that is described label by label.
    .decides = The layer's rule gives the number. A number that differs may count another thing; nothing is said of it.
    .a-layer-label-by-label = a layer label by label
page-layer-table = Tables of layers
    .finds = Parameters and memory in a table of layers that has a column of kernels.
    .decides = The figures of a row follow from its own columns and from the row above it. Parameters may leave the biases out, memory may be in values or bytes; wrong is only what one slip of the pen parts from the right number.
    .parameters = parameters
page-table-cell = Cells of tables
    .finds = Tables of layers, also with rows and columns exchanged: sizes, channels, parameters, multiplications, memory, receptive fields, totals and shares.
    .decides = All that the cells have to do with each other is held together: a row with its own cells, with the row above it, with totals. A cell is wrong where what it is part of fails, one change of it mends all, and no other change as small would; what follows from it is judged as it is printed. A table that fails more often than it fits has not been understood, and nothing is said of it.
    .rows-and-columns-exchanged = rows and columns exchanged
    .a-cell-that-no-other-agrees-with = a cell that no other agrees with
    .a-table-of-scores = a table of scores
page-missing-floor = A division that must be rounded
    .finds = A calculation of an output size whose division leaves a remainder, but whose result is a whole number.
    .decides = The exact value is no whole number, the printed result is not what it is rounded to, and rounding it down (or up) gives that result: it holds only under this condition, which is said.
    .a-division-that-must-be-rounded-down = a division that must be rounded down
page-model-code = Code that contradicts itself
    .finds = Networks in Keras, PyTorch or PaddlePaddle code whose layers do not fit each other. The code is read, never run.
    .decides = Each layer takes what the one before gives; where the code states the channels or features that a layer takes, they must be those. Code that cannot be followed is undecided, and only --all shows it.
    .pytorch-nn-sequential-channels = PyTorch nn.Sequential: channels
    .pytorch-modules-with-forward = PyTorch modules with forward
    .values-that-are-not-told-skipped = values that are not told: skipped
    .broken-code-the-rest-goes-on = broken code: the rest goes on
page-model-figure = Figures of known networks
    .finds = Figures of well-known networks, in sentences and in tables of models: parameters, operations, memory, layers, sizes, receptive fields, and the figures of their layers.
    .decides = The figures come from the networks that ship with the program. A figure is right if any known variant gives it under any convention. It is wrong only where the name and the quantity stand beside it, no variant gives it, and it looks like a slip: a wrong digit, another power of ten, the figure of another row. Else it is undecided: the text may speak of a variant of its own.
    .parameters-of-well-known-networks = parameters of well-known networks
    .layers-of-well-known-networks = layers of well-known networks
    .tables-of-models = tables of models
    .figures-that-no-known-variant-has = figures that no known variant has
page-receptive-field = Receptive fields
    .finds = Receptive fields and jumps that a table gives for the layers of a chain, and what a sentence says that a stack sees: so many layers of one window, with these dilations.
    .decides = R = R_in + (K − 1)·J_in and J = J_in·S, from the first layer on.
    .receptive-fields-and-jumps = receptive fields and jumps
    .a-wrong-receptive-field = a wrong receptive field
    .receptive-fields-in-a-sentence = receptive fields in a sentence
    .the-view-of-a-network-of-which-nothing-is-told = the receptive field of a network of which nothing is told
page-rounding-rule = What is said about rounding
    .finds = Words that say that a convolution rounds its output size up.
    .decides = With the formula beside the words rounded up, it is compared with the rule, which rounds down in every framework; a counterexample refutes it. Words on pooling, on "same" padding or without a formula are not judged.
    .that-a-convolution-rounds-up = that a convolution rounds up
page-sum = Sums of the lines above
    .finds = A total that stands below a list of numbers.
    .decides = The numbers of the list are added up exactly; a total printed with fewer digits may be rounded. Wrong is only what one slip of the pen parts from the sum: a list may leave out what its total counts.
    .a-sum-of-the-lines-above = a sum of the lines above
page-summary-row = Rows of a summary
    .finds = The rows of a summary that a framework printed: Keras, torchsummary, torchinfo.
    .decides = A row is compared with the layer of the code beside it: the output shape and the number of parameters. Without code, with the rows around it and the total: wrong only where one figure, mended, makes all agree.
    .keras-2 = Keras 2
    .torchsummary = torchsummary
    .torchinfo = torchinfo
    .a-row-against-the-code-beside-it = a row against the code beside it
page-summary-total = Totals of a summary
    .finds = The lines below a summary: total, trainable and non-trainable parameters.
    .decides = The rows of the table are added up, and trainable and non-trainable parameters must make the total.
    .keras-3-with-rules = Keras 3, with rules
    .pasted-columns-collapsed-to-blanks = pasted: columns collapsed to blanks
    .a-wrong-total = a wrong total
page-told-relation = Relations between figures
    .finds = Ratios, shares and savings, the bytes that so many numbers take, and totals that are told in words.
    .decides = The figures that the text relates are looked for: those of the same sentence, of the layers that it names, of the sentences before it. Wrong is a figure whose both sides are told and which is none of their relations, but looks like one that is mistaken: the rest for the share, the bytes of narrower numbers, digits exchanged.
    .a-factor-between-two-figures = a factor between two figures
    .a-share-that-is-the-rest = a share that is the rest
    .the-bytes-of-numbers = the bytes of numbers
    .a-share-of-something-else = a share of something else
page-unit = Units of a column
    .finds = The head of a table's column of memory that says bytes. Units within calculations belong to the rule calculation.
    .decides = Every cell is compared with the number of the layer's values, and with four times that, the bytes of 32-bit numbers. Wrong is a head of bytes above cells that all count values.
    .memory-in-values-its-head-in-bytes = memory in values, its head in bytes
page-internal-error = A fault of this program
    .finds = Nothing in the document: a rule failed on it, and its answers are missing.
    .decides = What the other rules found stands, and so does what was found in other files; the exit status is 2. Please report it, with the document and the line that is shown.
