#include "ui/dialogs/add_target/url_source.h"

#include "core/base/url.h"
#include "core/endpoint/endpoint_url.h"
#include "ui/models/target_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form.h"
#include "ui/widgets/text_field.h"
#include "ui/widgets/verdict_label.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

QString shown(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

UrlSource::UrlSource(Services& services, QWidget* parent)
    : TargetSource(parent),
      m_browser(services.tasks, services.settings),
      m_url(new TextField(this)),
      m_ca(new TextField(this)),
      m_ask(new QPushButton(tr("Ask for Its Models"), this)),
      m_answer(new VerdictLabel(this)),
      m_hint(newNote({}, this)) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  auto* form = newFormLayout(nullptr);
  m_url->setObjectName(QStringLiteral("newUrl"));
  m_url->setPlaceholderText(QStringLiteral("https://llm.example.com"));
  m_ca->setObjectName(QStringLiteral("newCaFile"));
  m_ca->setPlaceholderText(tr("the system's"));
  m_ask->setObjectName(QStringLiteral("askModels"));
  m_answer->setObjectName(QStringLiteral("askAnswer"));
  form->addRow(newFormLabel(tr("&URL"), m_url), m_url);
  form->addRow(newFormLabel(tr("Certi&ficates"), m_ca), m_ca);
  down->addLayout(form);
  auto* row = new QHBoxLayout;
  row->addWidget(m_ask);
  row->addWidget(m_answer, 1);
  down->addLayout(row);
  down->addWidget(m_hint);
  down->addStretch(1);
  // Typing is enough to make Add possible; asking waits for the end of it.
  connect(m_url, &QLineEdit::textEdited, this, [this] {
    m_asked = false;
    show();
    emit changed();
  });
  connect(m_url, &TextField::edited, this, [this](const QString& url) {
    m_url->setValue(url);
    ask();
    emit changed();
  });
  connect(m_ca, &TextField::edited, this, [this](const QString& path) {
    m_ca->setValue(path);
    emit changed();
  });
  connect(m_ask, &QPushButton::clicked, this, &UrlSource::ask);
  connect(&m_browser, &ClusterBrowser::changed, this, [this] {
    show();
    emit changed();
  });
  show();
}

void UrlSource::begin() { m_url->setFocus(); }

std::vector<Target> UrlSource::targets() const {
  if (!missing().isEmpty()) return {};
  Target target;
  const std::string url = m_url->text().trimmed().toStdString();
  target.reach = ByUrl{url, m_ca->text().trimmed().toStdString()};
  const QStringList served = models();
  if (served.size() == 1) target.model = served.front().toStdString();
  const auto parsed = Url::parse(url);
  if (parsed) target.name = target.model.empty() ? parsed->host : target.model;
  return {target};
}

QString UrlSource::missing() const {
  const QString url = m_url->text().trimmed();
  if (url.isEmpty()) return tr("Type the URL of the server.");
  Endpoint endpoint;
  endpoint.baseUrl = url.toStdString();
  const auto root = endpointRoot(endpoint);
  return root ? QString() : withoutOptions(root.error().text());
}

QStringList UrlSource::models() const {
  QStringList names;
  if (m_asked && m_browser.models().value)
    for (const std::string& name : *m_browser.models().value) names.push_back(shown(name));
  return names;
}

void UrlSource::ask() {
  if (!missing().isEmpty()) return show();
  Endpoint endpoint;
  endpoint.baseUrl = m_url->text().trimmed().toStdString();
  endpoint.caFile = m_ca->text().trimmed().toStdString();
  endpoint.apiKey = apiKey();
  m_asked = true;
  m_browser.askModels(endpoint);
}

void UrlSource::show() {
  const auto& models = m_browser.models();
  const QString wrong = m_url->text().isEmpty() ? QString() : missing();
  m_ask->setEnabled(!m_url->text().isEmpty() && wrong.isEmpty() && !models.busy);
  QString hint;
  if (!wrong.isEmpty()) {
    m_answer->setVerdict(Verdict::bad, wrong);
  } else if (!m_asked) {
    m_answer->setVerdict(Verdict::none, QStringLiteral(" "));
    hint = tr("The URL of an OpenAI-compatible server, without /v1. Nothing is changed there.");
  } else if (models.busy) {
    m_answer->setVerdict(Verdict::none, tr("asking…"));
  } else if (models.error) {
    m_answer->setVerdict(Verdict::bad, shown(models.error->message));
    hint = withoutOptions(models.error->hint);
  } else if (models.value) {
    QStringList names;
    for (const std::string& name : *models.value) names.push_back(shown(name));
    m_answer->setVerdict(Verdict::good, tr("It serves %1").arg(names.join(QStringLiteral(", "))));
  }
  m_hint->setText(hint);
  m_hint->setVisible(!hint.isEmpty());
}

}  // namespace headroom::ui
