//! Common Danish verbs by their infinitives, to tell "Flere unge vælger …", which promises, from a title.
//!
//! Verbs whose present is also the plural of a noun (*kurser*, *lover*, *priser*) are left out.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| INFINITIVES.split_whitespace().collect());

/// Adverbs that verbs begin with: *hjemtage*, *genåbne*. Others make nouns of persons too (*forbruger*, *medarbejder*).
const PREFIXES: [&str; 9] = ["hjem", "ud", "ind", "op", "ned", "frem", "videre", "gen", "over"];

/// Nouns that look like the present of such a verb.
const NOUNS: [&str; 6] = ["indbygger", "opfinder", "opgaver", "udgaver", "indehaver", "overtræder"];

/// Whether `word` is the present of a verb: "vælger", "går", "visiteres", "hjemtager".
pub fn is_present(word: &str) -> bool {
    let stem = |word: &str| {
        word.strip_suffix('r').is_some_and(|stem| SET.contains(stem))
            || word.strip_suffix('s').is_some_and(|stem| SET.contains(stem))
    };
    if !word.ends_with(['r', 's']) {
        return false;
    }
    let behind = |prefix: &&str| word.strip_prefix(*prefix).is_some_and(|rest| rest.len() > 4 && stem(rest));
    stem(word) || PREFIXES.iter().any(behind) && !NOUNS.contains(&word)
}

/// Whether `word` is the past of a weak verb: "talte", "fyldte", "arbejdede".
pub fn is_past(word: &str) -> bool {
    let stem = word.strip_suffix("ede").or_else(|| word.strip_suffix("te"));
    stem.is_some_and(|stem| {
        let mut infinitive = String::with_capacity(stem.len() + 1);
        infinitive.push_str(stem);
        infinitive.push('e');
        SET.contains(infinitive.as_str())
    })
}

/// Whether `word` is the infinitive of a verb: "vælge", "gå".
pub fn is_infinitive(word: &str) -> bool {
    SET.contains(word)
}

const INFINITIVES: &str = "
acceptere adskille afbryde afdække afgive afgøre afhjælpe afholde afklare afkorte aflaste aflyse afløse afprøve
afsende afskaffe afslutte afspejle afstemme afsætte afsøge aftage aftale afvikle afvise aktivere analysere anbefale
anerkende anføre angive anlægge anmode ansætte ansøge anvende anvise arrangere assistere basere bede bedre begrunde
begrænse begynde behandle beholde bekræfte bekæmpe belyse benytte berette berige berøre beskrive beskytte beskæftige
beslutte bestemme bestille bestræbe bestyrke bestå besvare besætte besøge betale betragte betyde bevare bevidstgøre
bevilge bevæge bidrage binde bistå bistå blive bo bringe bruge bryde bygge byde danne dele deltage diskutere drage
drive drøfte dække effektivisere efterkomme efterleve efterspørge efteruddanne eje eksistere engagere ende erstatte
etablere evaluere facilitere falde fastholde fastlægge fastsætte fatte finansiere finde flytte foregå forankre forberede
forbedre forblive forbygge fordele fordoble forebygge forelægge forenkle foreslå foretage forholde forhindre forkorte
forlade forlænge formidle forny forpligte forske forstyrre forstærke forstå forsøge forsørge fortsætte fortælle
forudsætte forvente forøge fravælge fremlægge fremme fremrykke fremskynde frigive frigøre fuldføre fungere fylde
fælge få færdiggøre føle få gennemføre gennemgå gennemlyse genoptage genoverveje give glæde godkende gribe gøre
gå halvere handle have henlede henvende henvise hente hjælpe holde hæve håndtere igangsætte imødekomme
implementere inddrage indarbejde indbyde indebære indeholde indføre indgå indhente indkalde indlede indrette indskrive
indsamle indsnævre indstille integrere intensivere introducere investere invitere iværksætte justere klare klargøre
klarlægge kende knytte koble komme kombinere kontakte koordinere kortlægge kræve kunne kvalificere lade lancere lede
lette leve levere ligge love lukke lykkes lære læse lægge løbe løfte løse matche medfinansiere medføre medvirke mene
mindske miste modarbejde modtage modvirke motivere møde måle målrette nedbringe nedlægge nedsætte nærme nå omfatte
omlægge omsætte omstille opbygge opdage opdatere opdyrke opfatte opfordre opfylde opfølge opføre opgøre ophøre opkvalificere
opleve oplyse opmuntre opnå opprioritere oprette opretholde opruste opspore opstarte opstille optage optimere opsøge
ordne organisere orientere overdrage overføre overgå overholde overlade overskride overstige overtage overveje
passere pege pleje prioritere producere præsentere prøve påbegynde påtage påvirke rekruttere reducere registrere
reparere repræsentere respektere revidere ringe risikere rumme rykke række sammenligne sammensætte samle samarbejde
sammentænke se sende sidde sikre skabe skaffe skelne ske skifte skrive slippe slutte slå smitte spare spille spore
spørge stabilisere stå starte stige stille stoppe straffe strukturere strække styre styrke stå støtte supplere
svare synliggøre systematisere sænke sætte søge tabe tage tale tilbyde tildele tilegne tilgå tilgodese tilknytte
tilmelde tilpasse tilrettelægge tilskynde tilstræbe tilvejebringe tilvælge trives træde træffe træne trække tænke
udeblive uddanne uddele uddybe udarbejde udbetale udbrede udbyde udbygge uddelegere udfase udfolde udfordre udforme udføre
udgøre udleve udløbe udmønte udnytte udpege udrede udrulle udskille udskrive udskyde udvide udvikle udvælge
understøtte undersøge undervise undgå udsætte varetage vedligeholde vedtage vejlede vende vente vide videreføre
videregive videreudvikle vinde virke vise visitere vokse vurdere være værne vælge yde ønske øge åbne
";
